package org.batua.gateway.order;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.order.Ruling.Effect;
import org.batua.gateway.resolve.Checked;
import org.batua.gateway.resolve.Move;

/// Where a person says how a movement ended that its provider could not tell of.
public final class Desk {
  private final MovementStore movements;
  private final Map<Movement.Kind, Drawer<?>> drawers;
  private final InstantSource clock;

  /// @param drawers one for each kind
  public Desk(MovementStore movements, Map<Movement.Kind, Drawer<?>> drawers, InstantSource clock) {
    this.movements = movements;
    this.drawers = new EnumMap<>(drawers);
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
  public record Drawer<S extends Enum<S> & Checked>(S moved, S notMoved, Mover<S> mover) {
    private S status(Ending ending) {
      return switch (ending) {
        case MOVED -> moved;
        case NOT_MOVED -> notMoved;
      };
    }

    /// What the provider said last stays: the person did not hear anything else from it.
    private boolean settle(Movement waiting, Ending ending, Ruling ruling, Instant now) {
      var error = ending == Ending.MOVED ? "" : ProviderError.DECLINED_OTHER.name();
      return mover.moveIfWaitingForAPerson(
          waiting.id(),
          new Move<>(
              status(ending),
              ruling.providerReference(),
              error,
              waiting.raw(),
              Optional.empty(),
              ruling.by(),
              ruling.reason()),
          now);
    }
  }

  /// Stores a person's word; the order, the books and the history follow with it.
  @FunctionalInterface
  public interface Mover<S extends Enum<S> & Checked> {
    boolean moveIfWaitingForAPerson(String id, Move<S> move, Instant now);
  }

  /// What an ending is called for this kind of movement.
  public String word(Movement.Kind kind, Ending ending) {
    return drawer(kind).status(ending).name().toLowerCase(Locale.ROOT);
  }

  /// Ends what waits for a person, and nothing else.
  public Effect settle(String id, Ending ending, Ruling ruling) {
    var found = movements.find(id);
    if (found.isEmpty()) {
      return new Effect.NoSuchMovement();
    }
    var drawer = drawer(found.get().kind());
    return drawer.settle(found.get(), ending, ruling, clock.instant())
        ? new Effect.Settled()
        : new Effect.NotWaiting(movements.find(id).map(Movement::status).orElseThrow());
  }

  private Drawer<?> drawer(Movement.Kind kind) {
    var drawer = drawers.get(kind);
    if (drawer == null) {
      throw new IllegalStateException("drawer of " + kind + ": none (expected: one per kind)");
    }
    return drawer;
  }
}
