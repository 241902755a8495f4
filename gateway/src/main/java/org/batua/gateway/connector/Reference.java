package org.batua.gateway.connector;

import java.util.Optional;
import java.util.regex.Pattern;

/// Our own name of one money movement, stored before the first byte of it leaves: 26 characters of
/// Crockford's base 32, which fits every provider's rule.
public record Reference(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

  public Reference {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("reference: " + value + " (expected: " + FORM + ")");
    }
  }

  /// Empty when the text cannot be one of ours.
  public static Optional<Reference> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Reference(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
