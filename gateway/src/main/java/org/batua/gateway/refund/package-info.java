@NullMarked
package org.batua.gateway.refund;

import org.jspecify.annotations.NullMarked;
