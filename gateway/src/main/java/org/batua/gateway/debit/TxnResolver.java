package org.batua.gateway.debit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
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

  /// As [#check], also if somebody asked just before: there is a reason to believe that one has
  /// ended.
  void checkAtOnce(OrderRef order, Actor actor) {
    for (var txn : store.claimOfOrder(order, clock.instant(), Duration.ZERO)) {
      resolve(txn, actor);
    }
  }

  /// Asks about a payment whose customer wants to see the provider's page.
  ///
  /// @return whether the provider has it and waits; what else it says is stored
  boolean isBegunOnPage(Txn txn) {
    var finding = inquirer.ask(txn, TxnResolver::inquire, traits -> patience(txn, traits));
    if (finding instanceof Finding.Undecided && !isOver(txn)) {
      return true;
    }
    settle(txn, finding, Actor.CUSTOMER);
    return false;
  }

  private void resolve(Txn txn, Actor actor) {
    if (txn.status() == TxnStatus.NEEDS_CUSTOMER && txn.customerUrl().isEmpty()) {
      abandonIfOverdue(txn, actor);
      return;
    }
    var open = txn.status() == TxnStatus.SENDING ? takenOver(txn, actor) : txn;
    var finding = inquirer.ask(open, TxnResolver::inquire, traits -> patience(open, traits));
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
      case Finding.Undecided undecided when isOver(open) ->
          expire(open, undecided.raw(), undecided.next(), actor);
      case Finding.Undecided undecided when isTaken(open, actor) ->
          move(
              open,
              Move.open(
                  TxnStatus.PENDING,
                  undecided.raw(),
                  undecided.next(),
                  actor,
                  "the provider says: pending"));
      case Finding.Undecided undecided -> later(open, actor, undecided.nothingNew());
      case Finding.Nothing nothing
          when isOver(open) && nothing.notFoundCount() > open.notFoundCount() ->
          expire(open, Raw.NONE, nothing.next(), actor);
      case Finding.Nothing nothing -> later(open, actor, nothing);
    }
  }

  /// Whether what the provider calls pending is in its hands. On its page that also means that the
  /// customer is still there, unless the browser has come back.
  private static boolean isTaken(Txn open, Actor actor) {
    return open.page().isPresent()
        ? open.status() == TxnStatus.NEEDS_CUSTOMER && actor == Actor.CUSTOMER
        : open.status() == TxnStatus.UNKNOWN;
  }

  /// Whether a customer who has not paid on the provider's page by now is not waited for.
  private boolean isOver(Txn open) {
    return open.status() != TxnStatus.PENDING
        && open.page().filter(page -> !clock.instant().isBefore(page.giveUpAt())).isPresent();
  }

  private void expire(Txn open, Raw raw, Instant next, Actor actor) {
    var cause = "the customer did not pay in time";
    move(open, Move.expired(TxnStatus.DECLINED, raw, next, actor, cause));
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
    return txn.page().isPresent()
        ? connector.hostedPayments().map(pages -> pages.inquire(call, txn.hostedOrder()))
        : connector.directDebit().map(debits -> debits.inquire(call, txn.debitOrder()));
  }

  /// The customer decides when the provider hears of a payment on its page, so "not found" alone
  /// ends none early.
  private static Patience patience(Txn txn, Traits traits) {
    return new Patience(
        txn.page().isPresent() ? traits.maxPendingAge() : traits.notFoundGrace(),
        traits.maxPendingAge(),
        Patience.NotFound.NOT_MOVED);
  }

  private void later(Txn txn, Actor actor, Finding.Nothing told) {
    if (actor.schedules()) {
      store.waitUntil(txn, new Finding.Nothing(soonestOf(told.next(), txn), told.notFoundCount()));
    }
  }

  /// When a customer's time is over is a moment to look, too.
  private Instant soonestOf(Instant next, Txn txn) {
    return txn.page()
        .map(Txn.Page::giveUpAt)
        .filter(end -> clock.instant().isBefore(end) && end.isBefore(next))
        .orElse(next);
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
