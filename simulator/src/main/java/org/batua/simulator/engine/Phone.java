package org.batua.simulator.engine;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import java.util.regex.Pattern;

/// A customer's mobile number in national form: Indian ones have ten digits, Indonesian ones nine
/// to twelve; a front is stricter where its provider is.
@Immutable
public record Phone(String digits) {
  private static final Pattern DIGITS = Pattern.compile("[6-9]\\d{8,11}");

  public Phone {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("digits: (expected: 9 to 12 digits)");
    }
  }

  /// With or without `+91` in front; empty for any other text.
  public static Optional<Phone> parse(String text) {
    String bare = text.startsWith("+91") ? text.substring(3) : text;
    return DIGITS.matcher(bare).matches() ? Optional.of(new Phone(bare)) : Optional.empty();
  }

  /// All but the last four digits hidden: enough to recognise a persona.
  public String masked() {
    return "XXXXXX" + digits.substring(6);
  }

  @Override
  public String toString() {
    return masked();
  }
}
