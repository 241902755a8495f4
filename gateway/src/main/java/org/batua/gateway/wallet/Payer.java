package org.batua.gateway.wallet;

import java.util.Currency;

/// A linked wallet that a genuine token names.
///
/// @param tokenUse what marks the token as used, once and for all
public record Payer(LinkedWallet linked, TokenUse tokenUse) {
  public Wallet wallet() {
    return linked.wallet();
  }

  /// What the wallet holds; an order in another currency cannot be paid with it.
  public Currency currency() {
    return linked.connector().traits().currency();
  }

  /// The part of a token by which its use is remembered, in hexadecimal.
  public record TokenUse(String hex) {}
}
