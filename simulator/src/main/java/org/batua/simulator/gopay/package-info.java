/// GoPay as Midtrans offers it: linking on a page, balance, charge, status, refund, notifications.
@NullMarked
package org.batua.simulator.gopay;

import org.jspecify.annotations.NullMarked;
