/// What a wallet provider does behind its wire: accounts, OTPs, tokens, money and misbehaviour. It
/// knows no provider's protocol; a front turns its results into one.
@NullMarked
package org.batua.simulator.engine;

import org.jspecify.annotations.NullMarked;
