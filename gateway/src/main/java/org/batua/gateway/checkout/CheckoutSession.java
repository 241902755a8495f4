package org.batua.gateway.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.WalletId;

/// The session of one browser at one order.
///
/// @param customer the order's, or the guest of an order without a customer
/// @param isProven whether the browser proved to be that customer's: only then it sees the wallets
/// @param guest whom the browser pays as with a wallet that is not the customer's
/// @param linking the wallet that it is linking
record CheckoutSession(
    CustomerId customer, boolean isProven, Optional<CustomerId> guest, Optional<Linking> linking) {
  /// A wallet whose OTP or consent is awaited.
  ///
  /// @param owner the customer, or the guest
  record Linking(WalletId wallet, CustomerId owner, Instant sentAt) {}

  /// A browser that may act for the customer.
  static CheckoutSession proven(CustomerId customer) {
    return new CheckoutSession(customer, /* isProven= */ true, Optional.empty(), Optional.empty());
  }

  /// A browser that still has to show that it may.
  static CheckoutSession stranger(CustomerId customer) {
    return new CheckoutSession(customer, /* isProven= */ false, Optional.empty(), Optional.empty());
  }

  /// The customers whose wallets this browser may pay with.
  List<CustomerId> owners() {
    var own = Optional.of(customer).filter(_ -> isProven);
    return Stream.concat(own.stream(), guest.stream()).distinct().toList();
  }

  CheckoutSession withGuest(CustomerId other) {
    return new CheckoutSession(customer, isProven, Optional.of(other), linking);
  }

  CheckoutSession linking(WalletId wallet, CustomerId owner, Instant sentAt) {
    return new CheckoutSession(
        customer, isProven, guest, Optional.of(new Linking(wallet, owner, sentAt)));
  }

  /// This session after its wallet was linked: a wallet of the customer's proves the browser.
  CheckoutSession linked() {
    boolean proves = linking.filter(one -> one.owner().equals(customer)).isPresent();
    return new CheckoutSession(customer, isProven || proves, guest, Optional.empty());
  }
}
