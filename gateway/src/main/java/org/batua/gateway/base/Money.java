package org.batua.gateway.base;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of one currency in its minor unit (paise for INR); never negative, never floating.
public record Money(long minor, Currency currency) implements Comparable<Money> {
  public static final Currency INR = Currency.getInstance("INR");

  /// ISO 4217 gives it two decimals, but parts of a rupiah are not in use.
  public static final Currency IDR = Currency.getInstance("IDR");

  /// The currencies of the wallets that there are connectors for.
  private static final List<Currency> IN_USE = List.of(INR, IDR);

  /// 15 digits hold every amount that a wallet, a ledger or JSON's 2^53 can carry exactly.
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,13}(?:\\.[0-9]{1,2}0{0,6})?");

  public Money {
    if (minor < 0) {
      throw new IllegalArgumentException("minor: " + minor + " (expected: >= 0)");
    }
  }

  public static Money inr(long paise) {
    return new Money(paise, INR);
  }

  /// Reads a plain decimal in major units, as `10`, `10.0` or `109.55`. Empty when the text is
  /// anything else: a sign, an exponent, grouping, or more decimals than people pay with.
  public static Optional<Money> parse(String text, Currency currency) {
    if (!PLAIN.matcher(text).matches()) {
      return Optional.empty();
    }
    var major = new BigDecimal(text);
    if (major.stripTrailingZeros().scale() > decimals(currency)) {
      return Optional.empty();
    }
    var minor = major.movePointRight(currency.getDefaultFractionDigits());
    return Optional.of(new Money(minor.longValueExact(), currency));
  }

  /// The currency with this code, if wallets hold it.
  public static Optional<Currency> currency(String code) {
    return IN_USE.stream().filter(one -> one.getCurrencyCode().equals(code)).findFirst();
  }

  /// How many decimals an amount may have, zeros at its end aside.
  public static int decimals(Currency currency) {
    return currency.equals(IDR) ? 0 : currency.getDefaultFractionDigits();
  }

  /// The amount in major units without needless decimals: `10`, `109.55`, `0.5`.
  public BigDecimal major() {
    var exact = BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  /// The amount in major units with all decimals of its currency: `10.00`.
  public String majorFixed() {
    return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
  }

  public boolean isZero() {
    return minor == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, sameCurrency(other).minor);
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "currency: " + other.currency + " (expected: " + currency + ")");
    }
    return other;
  }

  @Override
  public String toString() {
    return majorFixed() + " " + currency;
  }
}
