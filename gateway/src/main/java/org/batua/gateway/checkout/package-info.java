@NullMarked
package org.batua.gateway.checkout;

import org.jspecify.annotations.NullMarked;
