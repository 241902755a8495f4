package org.batua.simulator.engine;

import com.google.errorprone.annotations.Immutable;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of money in paise, the hundredth of a rupee.
@Immutable
public record Paise(long value) implements Comparable<Paise> {
  public static final Paise ZERO = new Paise(0);

  // Nine digits of rupees stay far from overflow in every later sum.
  private static final Pattern RUPEES = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

  /// Rupees with at most two decimals; empty for any other text.
  public static Optional<Paise> parseRupees(String text) {
    if (!RUPEES.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new Paise(new BigDecimal(text).movePointRight(2).longValueExact()));
  }

  /// Rupees with exactly two decimals, as `1.50`.
  public String rupees() {
    return BigDecimal.valueOf(value, 2).toPlainString();
  }

  public Paise plus(Paise other) {
    return new Paise(Math.addExact(value, other.value));
  }

  public Paise minus(Paise other) {
    return new Paise(Math.subtractExact(value, other.value));
  }

  public Paise negated() {
    return new Paise(Math.negateExact(value));
  }

  public boolean isPositive() {
    return value > 0;
  }

  public boolean exceeds(Paise other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Paise other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return rupees();
  }
}
