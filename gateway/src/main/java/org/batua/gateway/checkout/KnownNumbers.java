package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.wallet.Wallet;

/// The mobile numbers that a merchant's customer is known by.
record KnownNumbers(Customer.Contact contact, List<Wallet> wallets) {
  KnownNumbers {
    wallets = List.copyOf(wallets);
  }

  /// Whether an OTP to this number can prove a stranger to be the customer. It has to be one that
  /// is known already, else whoever has the link could put a wallet into the customer's account; a
  /// customer of whom no number is known is whoever comes first.
  boolean mayProve(GatewayCode gateway, MobileNumber number) {
    if (wallets.stream().anyMatch(wallet -> wallet.gateway().equals(gateway))) {
      return isOf(gateway, number);
    }
    var usual = usual();
    var known =
        wallets.stream().map(this::numberOf).flatMap(Optional::stream).anyMatch(number::equals);
    boolean nothingKnown =
        usual.isEmpty() && wallets.stream().map(this::numberOf).allMatch(Optional::isEmpty);
    return nothingKnown || known || usual.equals(Optional.of(number));
  }

  /// Whether the customer has a wallet at this gateway with this number.
  boolean isOf(GatewayCode gateway, MobileNumber number) {
    return wallets.stream()
        .filter(wallet -> wallet.gateway().equals(gateway))
        .anyMatch(wallet -> numberOf(wallet).equals(Optional.of(number)));
  }

  private Optional<MobileNumber> numberOf(Wallet wallet) {
    return wallet.mobileNumber().isPresent() ? read(wallet.mobileNumber()) : usual();
  }

  private Optional<MobileNumber> usual() {
    return read(contact.mobileNumber());
  }

  private Optional<MobileNumber> read(Optional<String> text) {
    return text.flatMap(digits -> MobileNumber.parse(contact.mobileCountryCode(), digits));
  }
}
