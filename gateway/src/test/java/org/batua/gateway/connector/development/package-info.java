@NullMarked
package org.batua.gateway.connector.development;

import org.jspecify.annotations.NullMarked;
