/// The development wallet protocol: linking and debits for wallets that publish no such protocol.
@NullMarked
package org.batua.simulator.development;

import org.jspecify.annotations.NullMarked;
