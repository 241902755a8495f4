package org.batua.gateway.resolution;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.resolution.ReviewDecision.Effect;

/// Where a person says how a movement ended that its provider could not tell of.
public final class ManualReview {
  private final TransactionStore transactions;
  private final Map<Transaction.Kind, Endings<?>> endings;
  private final InstantSource clock;

  /// @param endings one for each kind
  public ManualReview(
      TransactionStore transactions,
      Map<Transaction.Kind, Endings<?>> endings,
      InstantSource clock) {
    this.transactions = transactions;
    this.endings = new EnumMap<>(endings);
    this.clock = clock;
  }

  /// How it may have ended.
  public enum Ending {
    MOVED,
    NOT_MOVED
  }

  /// What is different for each kind of movement.
  ///
  /// @param moved the status of money that moved
  /// @param notMoved the status of money that did not
  /// @param mover ends nothing else than a wait for a person
  public record Endings<S extends Enum<S> & ResolvableStatus>(S moved, S notMoved, Mover<S> mover) {
    private S status(Ending ending) {
      return switch (ending) {
        case MOVED -> moved;
        case NOT_MOVED -> notMoved;
      };
    }

    /// What the provider said last stays: the person did not hear anything else from it.
    private boolean settle(Transaction waiting, Ending ending, ReviewDecision ruling, Instant now) {
      var reason =
          ending == Ending.MOVED
              ? Optional.<FailureReason>empty()
              : Optional.of(FailureReason.DECLINED_OTHER);
      return mover.moveIfReviewable(
          waiting.id(),
          waiting.reference(),
          new Transition<>(
              status(ending),
              ruling.providerReference(),
              reason,
              waiting.response(),
              Optional.empty(),
              ruling.by(),
              ruling.reason()),
          now);
    }
  }

  /// Stores a person's word; the order, the books and the history follow with it.
  @FunctionalInterface
  public interface Mover<S extends Enum<S> & ResolvableStatus> {
    boolean moveIfReviewable(String id, Reference reference, Transition<S> move, Instant now);
  }

  /// What an ending is called for this kind of movement.
  public String word(Transaction.Kind kind, Ending ending) {
    return endings(kind).status(ending).name().toLowerCase(Locale.ROOT);
  }

  /// Ends what waits for a person, or is only presumed to have failed, and nothing else.
  public Effect settle(String id, Ending ending, ReviewDecision ruling) {
    var found = transactions.find(id);
    if (found.isEmpty()) {
      return new Effect.NoSuchMovement();
    }
    return endings(found.get().kind()).settle(found.get(), ending, ruling, clock.instant())
        ? new Effect.Settled()
        : new Effect.NotWaiting(transactions.find(id).orElseThrow());
  }

  private Endings<?> endings(Transaction.Kind kind) {
    var found = endings.get(kind);
    if (found == null) {
      throw new IllegalStateException("endings of " + kind + ": none (expected: one per kind)");
    }
    return found;
  }
}
