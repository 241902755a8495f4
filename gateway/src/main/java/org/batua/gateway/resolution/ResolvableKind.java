package org.batua.gateway.resolution;

import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.provider.Silences;

/// What is different for each kind of transaction that the resolver looks after.
public interface ResolvableKind<
    T extends OpenTransaction<S>, S extends Enum<S> & ResolvableStatus> {
  Transaction.Kind transaction();

  Statuses<S> statuses();

  /// The question to the provider; empty when the connector has nothing to do with this kind.
  Optional<Inquiry> inquire(T one, Providers providers, CallTarget target);

  InquiryPolicy policy(T one, ProviderProfile profile);

  /// The statuses that end once the provider answers again.
  ///
  /// @param direction what it answers again: questions only, or sends as well
  Set<S> waitingFor(Silences.Direction direction);

  /// Works on one whose status, or whose provider, leaves nothing to ask.
  ///
  /// @return whether it was one of those
  boolean actsWithoutAsking(T one, Actor actor);

  /// Sends one again, under the same reference, whose sender died.
  ///
  /// @return whether it was sent, or another process did; else the provider is asked
  default boolean rollForward(T orphan) {
    return false;
  }

  /// The status of one that the provider calls pending; empty when it stays where it is.
  default Optional<S> pending(T one, Actor actor) {
    return Optional.empty();
  }

  /// What follows once a transition is stored.
  default void hasMoved(T one, S to) {}

  /// The statuses in which questions end.
  ///
  /// @param unknown of one whose sender is gone
  /// @param movedCause what the history says of money that moved
  /// @param endOfQuestions what becomes of one that is presumed to have failed once its provider
  ///   may take no longer
  record Statuses<S extends Enum<S>>(
      S unknown,
      S moved,
      S notMoved,
      S presumed,
      S review,
      String movedCause,
      EndOfQuestions endOfQuestions) {}

  /// What becomes of one that is presumed to have failed once its provider may take no longer.
  enum EndOfQuestions {
    STAYS_PRESUMED,
    NEEDS_PERSON
  }
}
