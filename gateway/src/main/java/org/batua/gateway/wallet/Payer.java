package org.batua.gateway.wallet;

/// A linked wallet that a genuine token names.
///
/// @param tokenUse what marks the token as used, once and for all
public record Payer(LinkedWallet linked, TokenUse tokenUse) {
  public Wallet wallet() {
    return linked.wallet();
  }

  /// The part of a token by which its use is remembered, in hexadecimal.
  public record TokenUse(String hex) {}
}
