/// Payment methods, eligibility, and the wallets of an order.
@NullMarked
package org.batua.gateway.paymentmethod;

import org.jspecify.annotations.NullMarked;
