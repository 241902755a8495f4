package org.batua.gateway.wallet;

import java.util.Currency;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Credentials;

/// A linked wallet that a genuine token names, with what a debit of it needs.
///
/// @param tokenUse what marks the token as used, once and for all
public record Payer(
    Wallet wallet,
    MobileNumber mobile,
    Credentials credentials,
    Connector connector,
    Call call,
    TokenUse tokenUse) {

  /// What the wallet holds; an order in another currency cannot be paid with it.
  public Currency currency() {
    return connector.traits().currency();
  }

  Payer with(Credentials others) {
    return new Payer(wallet, mobile, others, connector, call, tokenUse);
  }

  /// The part of a token by which its use is remembered, in hexadecimal.
  public record TokenUse(String hex) {}
}
