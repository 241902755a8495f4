package org.batua.gateway.debit;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DebitOrder;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Traits;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.resolve.Actor;
import org.batua.gateway.resolve.Finding;
import org.batua.gateway.resolve.Inquirer;
import org.batua.gateway.resolve.Move;
import org.batua.gateway.resolve.Patience;
import org.batua.gateway.resolve.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how open txns ended, by asking their providers by our reference.
public final class TxnResolver {
  private static final Logger LOG = LoggerFactory.getLogger(TxnResolver.class);

  private final TxnStore store;
  private final Inquirer inquirer;
  private final InstantSource clock;
  private final Sweep<Txn> sweep;

  public TxnResolver(TxnStore store, Inquirer inquirer, InstantSource clock) {
    this.store = store;
    this.inquirer = inquirer;
    this.clock = clock;
    this.sweep =
        new Sweep<>(
            store::claimDue, txn -> resolve(txn, Actor.RESOLVER), inquirer.timeout(), clock);
  }

  /// Looks at everything that is due, and at what dead processes were sending. When it returns,
  /// nothing that was due is still under way in this process.
  public void sweep() {
    var hurried = store.hurryWhatDeadProcessesSent(clock.instant());
    if (hurried > 0) {
      LOG.atWarn().addKeyValue("txns", hurried).log("a process died while sending");
    }
    sweep.run();
  }

  /// Asks now about an order's open txns, unless somebody did just before.
  public void check(OrderRef order, Actor actor) {
    for (var txn : store.claimOfOrder(order, clock.instant(), Actor.NOT_AGAIN_WITHIN)) {
      resolve(txn, actor);
    }
  }

  private void resolve(Txn txn, Actor actor) {
    if (txn.status() == TxnStatus.NEEDS_CUSTOMER && txn.customerUrl().isEmpty()) {
      abandonIfOverdue(txn, actor);
      return;
    }
    var open = txn.status() == TxnStatus.SENDING ? takenOver(txn, actor) : txn;
    var finding = inquirer.ask(open, TxnResolver::inquire, TxnResolver::patience);
    if (open.status() == TxnStatus.DECLINED) {
      settleGivenUp(open, finding, actor);
    } else {
      settle(open, finding, actor);
    }
  }

  private void settle(Txn open, Finding finding, Actor actor) {
    switch (finding) {
      case Finding.Moved(var reference, var raw) ->
          move(
              open,
              Move.moved(TxnStatus.CHARGED, reference, raw, actor, "the provider says: charged"));
      case Finding.NotMoved(var error, var raw, var cause) ->
          move(open, Move.ended(TxnStatus.DECLINED, error, raw, actor, cause));
      case Finding.GivenUp(var raw, var cause, var next) ->
          move(open, Move.givenUp(TxnStatus.DECLINED, raw, next, actor, cause));
      case Finding.NeedsPerson(var error, var raw, var cause) ->
          move(open, Move.ended(TxnStatus.NEEDS_PERSON, error, raw, actor, cause));
      case Finding.Undecided undecided when open.status() == TxnStatus.UNKNOWN ->
          move(
              open,
              Move.open(
                  TxnStatus.PENDING,
                  undecided.raw(),
                  undecided.next(),
                  actor,
                  "the provider says: pending"));
      case Finding.Undecided undecided -> later(open, actor, undecided.nothingNew());
      case Finding.Nothing nothing -> later(open, actor, nothing);
    }
  }

  /// A txn that was given up can only turn out to be charged; nothing else changes it.
  private void settleGivenUp(Txn txn, Finding finding, Actor actor) {
    switch (finding) {
      case Finding.Moved(var reference, var raw) -> {
        var cause = "the provider says, late: charged";
        move(txn, Move.moved(TxnStatus.CHARGED, reference, raw, actor, cause));
      }
      case Finding.NeedsPerson(var error, _, var cause) -> {
        if (!error.equals(Finding.UNDECIDED)) {
          LOG.atError()
              .addKeyValue("txn", txn.id())
              .addKeyValue("error", error)
              .addKeyValue("cause", cause)
              .log("a txn that was given up: compare with the provider's statement");
        }
        store.stopAsking(txn);
      }
      case Finding.NotMoved _ -> store.stopAsking(txn);
      case Finding.GivenUp(_, _, var next) ->
          next.ifPresentOrElse(
              at -> later(txn, actor, new Finding.Nothing(at, 0)), () -> store.stopAsking(txn));
      case Finding.Undecided undecided -> later(txn, actor, undecided.nothingNew());
      case Finding.Nothing nothing -> later(txn, actor, nothing);
    }
  }

  /// Only a wait for more money is ours to end; nothing is open at the provider. Who is adding
  /// money is waited for: the end of the top-up makes the txn due again.
  private void abandonIfOverdue(Txn txn, Actor actor) {
    if (actor.schedules()) {
      var error = ProviderError.INSUFFICIENT_BALANCE.name();
      var cause = "no money was added in time";
      var move = Move.ended(TxnStatus.DECLINED, error, Raw.NONE, actor, cause);
      var stage = WaitingTxn.Stage.WAITING;
      logIfMoved(store.moveIfWaitingForMoney(txn.id(), stage, move, clock.instant()), txn, move);
    }
  }

  private Txn takenOver(Txn txn, Actor actor) {
    var next = clock.instant().plus(CheckSchedule.delayAfter(0));
    var cause = "the process that was sending is gone or too slow";
    move(txn, Move.open(TxnStatus.UNKNOWN, Raw.NONE, next, actor, cause));
    return store.find(txn.id()).orElse(txn);
  }

  private static Optional<Inquiry> inquire(Txn txn, Connector connector, Call call) {
    var order =
        new DebitOrder(
            txn.reference(),
            txn.amount(),
            txn.mobile().orElse(new MobileNumber("91", "0000000000")),
            new Credentials(Map.of(), Optional.empty(), Optional.empty()),
            txn.customer(),
            URI.create(""));
    return connector.directDebit().map(debits -> debits.inquire(call, order));
  }

  private static Patience patience(Traits traits) {
    return new Patience(
        traits.notFoundGrace(), traits.maxPendingAge(), Patience.NotFound.NOT_MOVED);
  }

  private void later(Txn txn, Actor actor, Finding.Nothing told) {
    if (actor.schedules()) {
      store.waitUntil(txn, told);
    }
  }

  private void move(Txn txn, Move<TxnStatus> move) {
    logIfMoved(store.moveIfAllowed(txn.id(), move, clock.instant()), txn, move);
  }

  private static void logIfMoved(boolean moved, Txn txn, Move<TxnStatus> move) {
    if (moved) {
      LOG.atInfo()
          .addKeyValue("txn", txn.id())
          .addKeyValue("from", txn.status())
          .addKeyValue("to", move.to())
          .addKeyValue("cause", move.cause())
          .log("resolved");
    }
  }
}
