package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.wallet.Wallet;

/// The mobile numbers that a merchant's customer is known by: the one that the merchant gave, and
/// those of linked wallets. A wallet that was never linked proves nothing: whoever acts for the
/// customer can create one with another person's number.
record KnownNumbers(Customer.Contact contact, List<Wallet> wallets) {
  KnownNumbers {
    wallets = List.copyOf(wallets);
  }

  /// Whether a wallet of this gateway with this number is the customer's own. Of a gateway that a
  /// wallet is linked at, it is that wallet's number only.
  boolean isOwn(GatewayCode gateway, MobileNumber number) {
    var linked = wallets.stream().filter(Wallet::isLinked).toList();
    var here = linked.stream().filter(wallet -> wallet.gateway().equals(gateway)).toList();
    if (!here.isEmpty()) {
      return here.stream().anyMatch(wallet -> isOf(wallet, number));
    }
    return usual().equals(Optional.of(number))
        || linked.stream().anyMatch(wallet -> isOf(wallet, number));
  }

  /// Whether the customer has a wallet at this gateway with this number, linked or not.
  boolean isOf(GatewayCode gateway, MobileNumber number) {
    return wallets.stream()
        .filter(wallet -> wallet.gateway().equals(gateway))
        .anyMatch(wallet -> isOf(wallet, number));
  }

  private boolean isOf(Wallet wallet, MobileNumber number) {
    var own = wallet.mobileNumber().isPresent() ? read(wallet.mobileNumber()) : usual();
    return own.equals(Optional.of(number));
  }

  private Optional<MobileNumber> usual() {
    return read(contact.mobileNumber());
  }

  private Optional<MobileNumber> read(Optional<String> text) {
    return text.flatMap(digits -> MobileNumber.parse(contact.mobileCountryCode(), digits));
  }
}
