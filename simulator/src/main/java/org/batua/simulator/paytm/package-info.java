/// Paytm's wallet API as its clients see it: OTPs and tokens on the accounts host, signed flat and
/// head/body JSON on the payment host, and the add-money page.
@NullMarked
package org.batua.simulator.paytm;

import org.jspecify.annotations.NullMarked;
