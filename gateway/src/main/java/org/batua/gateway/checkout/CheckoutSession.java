package org.batua.gateway.checkout;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.WalletId;

/// The session of one browser at one order.
///
/// @param customer whose wallets it pays with
/// @param isProven whether it proved to be that customer's: only then it sees the wallets
/// @param linking the wallet that it is linking
record CheckoutSession(CustomerId customer, boolean isProven, Optional<Linking> linking) {
  /// A wallet whose OTP or consent is awaited.
  record Linking(WalletId wallet, Instant sentAt) {}

  /// A browser that may act for the customer.
  static CheckoutSession proven(CustomerId customer) {
    return new CheckoutSession(customer, /* isProven= */ true, Optional.empty());
  }

  /// A browser that still has to show that it may.
  static CheckoutSession stranger(CustomerId customer) {
    return new CheckoutSession(customer, /* isProven= */ false, Optional.empty());
  }

  CheckoutSession linking(WalletId wallet, Instant sentAt) {
    return new CheckoutSession(customer, isProven, Optional.of(new Linking(wallet, sentAt)));
  }
}
