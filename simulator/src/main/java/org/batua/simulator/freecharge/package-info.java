/// FreeCharge's checkout as far as merchants' plug-ins publish it: page, status and refund.
@NullMarked
package org.batua.simulator.freecharge;

import org.jspecify.annotations.NullMarked;
