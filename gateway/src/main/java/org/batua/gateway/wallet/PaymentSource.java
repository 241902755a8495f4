package org.batua.gateway.wallet;

import java.util.Currency;
import org.batua.gateway.base.CustomerId;

/// A linked wallet that a genuine token names.
///
/// @param tokenUse what marks the token as used, once and for all
/// @param customerReference the merchant's own id of the wallet's customer
public record PaymentSource(LinkedWallet linked, TokenUse tokenUse, String customerReference) {
  public Wallet wallet() {
    return linked.wallet();
  }

  /// What the wallet holds; an order in another currency cannot be paid with it.
  public Currency currency() {
    return linked.connector().profile().currency();
  }

  /// Whether a merchant who calls a customer so can only mean this wallet's.
  public boolean isCertainly(String idOrReference) {
    return idOrReference.equals(wallet().customer().value())
        || (idOrReference.equals(customerReference) && !CustomerId.isForm(idOrReference));
  }

  /// The part of a token by which its use is remembered, in hexadecimal.
  public record TokenUse(String hex) {}
}
