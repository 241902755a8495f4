package org.batua.gateway.connector;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A provider's code on the wire, as `MOBIKWIK`.
public record GatewayCode(String code) {
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");

  public GatewayCode {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("gateway: " + code + " (expected: " + FORM + ")");
    }
  }

  /// Reads a code in any letter case; empty when it cannot be one.
  public static Optional<GatewayCode> parse(String text) {
    var upper = text.toUpperCase(Locale.ROOT);
    return FORM.matcher(upper).matches() ? Optional.of(new GatewayCode(upper)) : Optional.empty();
  }

  @Override
  public String toString() {
    return code;
  }
}
