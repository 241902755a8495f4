package org.batua.gateway.base;

import java.util.Optional;
import java.util.Set;

/// An id that a merchant gives to an order, a customer, a refund or a top-up. Whatever is one can
/// stand in a path as one segment, percent-encoded, and names the same object there.
public record ExternalId(String value) {
  /// Proxies and clients take them for steps in a path, in whatever spelling.
  private static final Set<String> STEPS = Set.of(".", "..");

  public static final String EXPECTATION = "must not be blank, dots or contain a slash";

  public ExternalId {
    if (!isForm(value)) {
      throw new IllegalArgumentException(
          "external id: " + value + " (expected: " + EXPECTATION + ")");
    }
  }

  public static Optional<ExternalId> parse(String text) {
    return isForm(text) ? Optional.of(new ExternalId(text)) : Optional.empty();
  }

  private static boolean isForm(String text) {
    return !text.isBlank() && !text.contains("/") && !STEPS.contains(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
