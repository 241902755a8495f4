package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.ProviderResponse;

/// One move of a movement, as it is about to be stored.
///
/// @param providerReference the provider's name of the movement; empty keeps what is known
/// @param error why the money did not move; empty when it did, or may still
/// @param nextCheck when to look again; present for a status that is looked at, and as long as a
///   late truth may still come
/// @param actor the name of an [Actor], or a person's
/// @param cause why, for whoever reads the history
public record Transition<S extends Enum<S> & ResolvableStatus>(
    S to,
    String providerReference,
    String error,
    ProviderResponse response,
    Optional<Instant> nextCheck,
    String actor,
    String cause) {
  public Transition {
    if (to.isChecked() != nextCheck.isPresent() && !to.isPresumed()) {
      throw new IllegalArgumentException(
          "next check of " + to + ": " + nextCheck + " (expected: present if looked at again)");
    }
  }

  /// To where the money did not move, or a person must look.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> ended(
      S to, String error, ProviderResponse response, Actor actor, String cause) {
    return new Transition<>(to, "", error, response, Optional.empty(), actor.name(), cause);
  }

  /// To where the money did not move as far as its provider knows; it may still tell otherwise.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> givenUp(
      S to, ProviderResponse response, Optional<Instant> nextCheck, Actor actor, String cause) {
    return new Transition<>(to, "", Resolution.NOT_FOUND, response, nextCheck, actor.name(), cause);
  }

  /// To where the customer did not pay in time. The provider is still asked: a late truth counts.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> expired(
      S to, ProviderResponse response, Instant nextCheck, Actor actor, String cause) {
    return new Transition<>(
        to, "", Resolution.EXPIRED, response, Optional.of(nextCheck), actor.name(), cause);
  }

  /// To where the resolver looks again.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> open(
      S to, ProviderResponse response, Instant nextCheck, Actor actor, String cause) {
    return new Transition<>(to, "", "", response, Optional.of(nextCheck), actor.name(), cause);
  }

  /// To where the money moved.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> moved(
      S to, String providerReference, ProviderResponse response, Actor actor, String cause) {
    return new Transition<>(
        to, providerReference, "", response, Optional.empty(), actor.name(), cause);
  }
}
