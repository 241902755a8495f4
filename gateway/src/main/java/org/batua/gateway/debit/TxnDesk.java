package org.batua.gateway.debit;

import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.order.Movement;
import org.batua.gateway.order.MovementStore;
import org.batua.gateway.order.Ruling;
import org.batua.gateway.order.Ruling.Effect;
import org.batua.gateway.order.TxnStatus;

/// Where a person says how a txn ended that the provider could not tell of.
public final class TxnDesk {
  private final MovementStore movements;
  private final TxnStore store;
  private final InstantSource clock;

  public TxnDesk(MovementStore movements, TxnStore store, InstantSource clock) {
    this.movements = movements;
    this.store = store;
    this.clock = clock;
  }

  /// How it may have ended.
  public enum Ending {
    CHARGED,
    DECLINED
  }

  /// Ends a txn that waits for a person; the order, the books and the history follow with it.
  public Effect settle(String id, Ending ending, Ruling ruling) {
    var found = movements.find(id).filter(it -> it.kind() == Movement.Kind.DEBIT);
    if (found.isEmpty()) {
      return new Effect.NoSuchMovement();
    }
    var move = move(found.get(), ending, ruling);
    return store.moveIfWaitingForAPerson(id, move, clock.instant())
        ? new Effect.Settled()
        : new Effect.NotWaiting(movements.find(id).map(Movement::status).orElseThrow());
  }

  /// What the provider said last stays with the txn: the person did not hear anything else from it.
  private static TxnMove move(Movement open, Ending ending, Ruling ruling) {
    return switch (ending) {
      case CHARGED ->
          TxnMove.charged(ruling.providerReference(), open.raw(), ruling.by(), ruling.reason());
      case DECLINED ->
          new TxnMove(
              TxnStatus.DECLINED,
              ruling.providerReference(),
              ProviderError.DECLINED_OTHER.name(),
              open.raw(),
              "",
              Optional.empty(),
              ruling.by(),
              ruling.reason());
    };
  }
}
