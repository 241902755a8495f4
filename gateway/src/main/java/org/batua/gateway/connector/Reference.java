package org.batua.gateway.connector;

import java.util.Optional;
import org.batua.gateway.base.IdForm;

/// Our own name of one money movement, stored before the first byte of it leaves: 26 characters of
/// Crockford's base 32, which fits every provider's rule.
public record Reference(String value) {
  private static final String FORM = "[0-9A-HJKMNP-TV-Z]{26}";

  public Reference {
    if (!isForm(value)) {
      throw new IllegalArgumentException("reference: " + value + " (expected: " + FORM + ")");
    }
  }

  /// Empty when the text cannot be one of ours.
  public static Optional<Reference> parse(String text) {
    return isForm(text) ? Optional.of(new Reference(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isForm(String text) {
    return IdForm.is(text, "", IdForm.Alphabet.CROCKFORD, 26);
  }
}
