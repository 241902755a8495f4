@NullMarked
package org.batua.gateway.connector.freecharge;

import org.jspecify.annotations.NullMarked;
