@NullMarked
package org.batua.gateway.payment;

import org.jspecify.annotations.NullMarked;
