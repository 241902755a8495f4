/// Amazon Pay in India: consent with Login with Amazon, balance, charge, top-up, refund, status.
@NullMarked
package org.batua.simulator.amazonpay;

import org.jspecify.annotations.NullMarked;
