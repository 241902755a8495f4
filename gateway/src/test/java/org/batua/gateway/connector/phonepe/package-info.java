@NullMarked
package org.batua.gateway.connector.phonepe;

import org.jspecify.annotations.NullMarked;
