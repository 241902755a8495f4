package org.batua.gateway.resolution;

import java.util.Locale;
import java.util.Set;

/// What a person found out about a movement that asking could not settle.
///
/// @param by the person's name, for the history
/// @param reason how the person knows
/// @param providerReference the provider's name of the movement; empty keeps what is known
public record ReviewDecision(String by, String reason, String providerReference) {
  private static final int NAME_LENGTH_MAX = 64;
  private static final int REASON_LENGTH_MAX = 500;
  private static final int REFERENCE_LENGTH_MAX = 128;

  /// What acts by itself: a person must not be taken for it.
  private static final Set<String> NOBODY = Set.of("CALL", "RESOLVER", "MERCHANT", "NOTIFICATION");

  /// What became of it.
  public sealed interface Effect {
    record Settled() implements Effect {}

    record NoSuchMovement() implements Effect {}

    /// It is final already, or the resolver still asks.
    record NotWaiting(Transaction found) implements Effect {}
  }

  /// @throws IllegalArgumentException naming what is missing or too long
  public ReviewDecision {
    by = plain("name", by, NAME_LENGTH_MAX);
    reason = plain("reason", reason, REASON_LENGTH_MAX);
    providerReference =
        providerReference.isEmpty()
            ? ""
            : plain("provider reference", providerReference, REFERENCE_LENGTH_MAX);
    if (NOBODY.contains(by.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException("name: " + by + " (expected: a person's)");
    }
  }

  private static String plain(String name, String given, int lengthMax) {
    var text = given.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + ": empty (expected: some text)");
    }
    if (text.length() > lengthMax || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          name + ": " + text.length() + " characters (expected: <= " + lengthMax + ", one line)");
    }
    return text;
  }
}
