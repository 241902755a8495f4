package org.batua.gateway.resolve;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.Raw;

/// One move of a movement, as it is about to be stored.
///
/// @param providerReference the provider's name of the movement; empty keeps what is known
/// @param error why the money did not move; empty when it did, or may still
/// @param nextCheck when to look again; present for a status that is looked at, and as long as a
///   late truth may still come
/// @param actor the name of an [Actor], or a person's
/// @param cause why, for whoever reads the history
public record Move<S extends Enum<S> & Checked>(
    S to,
    String providerReference,
    String error,
    Raw raw,
    Optional<Instant> nextCheck,
    String actor,
    String cause) {
  public Move {
    boolean mayBeLate = error.equals(Finding.NOT_FOUND) || error.equals(Finding.EXPIRED);
    if (to.isChecked() != nextCheck.isPresent() && !mayBeLate) {
      throw new IllegalArgumentException(
          "next check of " + to + ": " + nextCheck + " (expected: present if looked at again)");
    }
  }

  /// To where the money did not move, or a person must look.
  public static <S extends Enum<S> & Checked> Move<S> ended(
      S to, String error, Raw raw, Actor actor, String cause) {
    return new Move<>(to, "", error, raw, Optional.empty(), actor.name(), cause);
  }

  /// To where the money did not move as far as its provider knows; it may still tell otherwise.
  public static <S extends Enum<S> & Checked> Move<S> givenUp(
      S to, Raw raw, Optional<Instant> nextCheck, Actor actor, String cause) {
    return new Move<>(to, "", Finding.NOT_FOUND, raw, nextCheck, actor.name(), cause);
  }

  /// To where the customer did not pay in time. The provider is still asked: a late truth counts.
  public static <S extends Enum<S> & Checked> Move<S> expired(
      S to, Raw raw, Instant nextCheck, Actor actor, String cause) {
    return new Move<>(to, "", Finding.EXPIRED, raw, Optional.of(nextCheck), actor.name(), cause);
  }

  /// To where the resolver looks again.
  public static <S extends Enum<S> & Checked> Move<S> open(
      S to, Raw raw, Instant nextCheck, Actor actor, String cause) {
    return new Move<>(to, "", "", raw, Optional.of(nextCheck), actor.name(), cause);
  }

  /// To where the money moved.
  public static <S extends Enum<S> & Checked> Move<S> moved(
      S to, String providerReference, Raw raw, Actor actor, String cause) {
    return new Move<>(to, providerReference, "", raw, Optional.empty(), actor.name(), cause);
  }
}
