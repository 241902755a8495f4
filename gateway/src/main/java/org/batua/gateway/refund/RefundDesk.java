package org.batua.gateway.refund;

import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.order.Movement;
import org.batua.gateway.order.MovementStore;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.order.Ruling;
import org.batua.gateway.order.Ruling.Effect;

/// Where a person says how a refund ended that the provider could not tell of.
public final class RefundDesk {
  private final MovementStore movements;
  private final RefundStore store;
  private final InstantSource clock;

  public RefundDesk(MovementStore movements, RefundStore store, InstantSource clock) {
    this.movements = movements;
    this.store = store;
    this.clock = clock;
  }

  /// How it may have ended.
  public enum Ending {
    SUCCEEDED,
    DECLINED
  }

  /// Ends a refund that waits for a person; the order, the books and the history follow with it.
  public Effect settle(String id, Ending ending, Ruling ruling) {
    var found = movements.find(id).filter(it -> it.kind() == Movement.Kind.REFUND);
    if (found.isEmpty()) {
      return new Effect.NoSuchMovement();
    }
    var move = move(found.get(), ending, ruling);
    return store.moveIfWaitingForAPerson(id, move, clock.instant())
        ? new Effect.Settled()
        : new Effect.NotWaiting(movements.find(id).map(Movement::status).orElseThrow());
  }

  /// What the provider said last stays with the refund: the person heard nothing else from it.
  private static RefundMove move(Movement open, Ending ending, Ruling ruling) {
    var to = ending == Ending.SUCCEEDED ? RefundStatus.SUCCEEDED : RefundStatus.DECLINED;
    var error = ending == Ending.SUCCEEDED ? "" : ProviderError.DECLINED_OTHER.name();
    return new RefundMove(
        to,
        ruling.providerReference(),
        error,
        open.raw(),
        Optional.empty(),
        ruling.by(),
        ruling.reason());
  }
}
