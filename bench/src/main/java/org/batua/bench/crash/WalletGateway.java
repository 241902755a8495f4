package org.batua.bench.crash;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A gateway that the load pays with, and what the checks must know of it: one line adds one.
///
/// A run plays those of them that the server offers for direct debit. How a wallet is linked is not
/// said here: the server's answer tells.
enum WalletGateway {
  MOBIKWIK(Land.INDIA, Can.ADD_MONEY),
  PAYTM(Land.INDIA, Can.NAME_REFUNDS, Can.REPEAT_REFUNDS, Can.ADD_MONEY),
  // PhonePe asks not to repeat a refund, and its top-ups have no name, so that nobody could tell
  // what became of one
  PHONEPE(Land.INDIA, Can.NAME_REFUNDS),
  FREECHARGE(Land.INDIA, Can.NAME_REFUNDS, Can.REPEAT_REFUNDS, Can.ADD_MONEY, Can.PAY_ON_PAGE),
  AMAZONPAY(Land.INDIA, Can.NAME_REFUNDS, Can.REPEAT_REFUNDS, Can.ADD_MONEY),
  GOPAY(Land.INDONESIA, Can.NAME_REFUNDS, Can.REPEAT_REFUNDS);

  /// Where its customers live: their numbers and their money.
  enum Land {
    INDIA("91", "INR", 1),
    INDONESIA("62", "IDR", 100);

    private final String dialling;
    private final String currency;
    private final long unit;

    Land(String dialling, String currency, long unit) {
      this.dialling = dialling;
      this.currency = currency;
      this.unit = unit;
    }

    String dialling() {
      return dialling;
    }

    String currency() {
      return currency;
    }

    /// The smallest amount that is paid, in paise or what corresponds to them.
    long unit() {
      return unit;
    }
  }

  /// What not every provider can.
  enum Can {
    /// A refund has an id of its own there, by which it is found.
    NAME_REFUNDS,
    /// A second refund of the same id is taken for the first one.
    REPEAT_REFUNDS,
    /// A top-up can be asked about.
    ADD_MONEY,
    /// A payment without a token is made on the provider's page.
    PAY_ON_PAGE
  }

  private final Land land;

  @SuppressWarnings("ImmutableEnumChecker") // a Set.of, which nobody can change
  private final Set<Can> abilities;

  WalletGateway(Land land, Can... abilities) {
    this.land = land;
    this.abilities = Set.of(abilities);
  }

  Land land() {
    return land;
  }

  boolean can(Can ability) {
    return abilities.contains(ability);
  }

  static Optional<WalletGateway> of(String code) {
    return Arrays.stream(values()).filter(it -> it.name().equals(code)).findFirst();
  }
}
