package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.ProviderResponse;

/// One transition of a transaction, as it is about to be stored.
///
/// @param providerReference the provider's name of the transaction; empty keeps what is known
/// @param reason why the money did not move; empty when it did, or may still
/// @param nextCheck when to look again; present for a status that is looked at, and as long as a
///   late truth may still come
/// @param actor the name of an [Actor], or a person's
/// @param cause why, for whoever reads the history
public record Transition<S extends Enum<S> & ResolvableStatus>(
    S to,
    String providerReference,
    Optional<FailureReason> reason,
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
      S to, FailureReason reason, ProviderResponse response, Actor actor, String cause) {
    return new Transition<>(
        to, "", Optional.of(reason), response, Optional.empty(), actor.name(), cause);
  }

  /// To where the money counts as not moved for want of an answer; a late truth still wins.
  ///
  /// @param nextCheck empty once the provider may not take longer
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> presumed(
      S to,
      FailureReason reason,
      ProviderResponse response,
      Optional<Instant> nextCheck,
      Actor actor,
      String cause) {
    return new Transition<>(to, "", Optional.of(reason), response, nextCheck, actor.name(), cause);
  }

  /// To where the resolver looks again.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> open(
      S to, ProviderResponse response, Instant nextCheck, Actor actor, String cause) {
    return new Transition<>(
        to, "", Optional.empty(), response, Optional.of(nextCheck), actor.name(), cause);
  }

  /// To where the money moved.
  public static <S extends Enum<S> & ResolvableStatus> Transition<S> moved(
      S to, String providerReference, ProviderResponse response, Actor actor, String cause) {
    return new Transition<>(
        to, providerReference, Optional.empty(), response, Optional.empty(), actor.name(), cause);
  }

  /// The reason's code; empty for none.
  public String reasonCode() {
    return reason.map(FailureReason::code).orElse("");
  }
}
