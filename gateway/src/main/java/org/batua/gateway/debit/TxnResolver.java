package org.batua.gateway.debit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DebitOrder;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Trouble;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.order.TxnStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how open txns ended, by asking their providers by our reference.
public final class TxnResolver {
  private static final Logger LOG = LoggerFactory.getLogger(TxnResolver.class);
  private static final String RESOLVER = "RESOLVER";
  private static final String MERCHANT = "MERCHANT";
  private static final Duration NOT_WITHIN = Duration.ofSeconds(2);
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);
  private static final int BATCH = 64;
  private static final int NOT_FOUND_MIN = 3;

  private final TxnStore store;
  private final Connectors connectors;
  private final ProviderAccounts accounts;
  private final Transport transport;
  private final InstantSource clock;
  private final Duration timeout;
  private final ReentrantLock sweeping = new ReentrantLock();

  public TxnResolver(
      TxnStore store,
      Connectors connectors,
      ProviderAccounts accounts,
      Transport transport,
      InstantSource clock,
      Duration timeout) {
    this.store = store;
    this.connectors = connectors;
    this.accounts = accounts;
    this.transport = transport;
    this.clock = clock;
    this.timeout = timeout;
  }

  /// Looks at everything that is due, and at what dead processes were sending. When it returns,
  /// nothing that was due is still under way in this process.
  public void sweep() {
    sweeping.lock();
    try {
      sweepAlone();
    } finally {
      sweeping.unlock();
    }
  }

  private void sweepAlone() {
    var hurried = store.hurryWhatDeadProcessesSent(clock.instant());
    if (hurried > 0) {
      LOG.atWarn().addKeyValue("txns", hurried).log("a process died while sending");
    }
    List<Txn> due;
    do {
      var now = clock.instant();
      due = store.claimDue(now, now.plus(timeout).plus(LEASE_MARGIN), BATCH);
      resolveAll(due);
    } while (due.size() == BATCH);
  }

  /// Asks now about an order's open txns, unless somebody did just before.
  public void check(OrderRef order) {
    for (var txn : store.claimOfOrder(order, clock.instant(), NOT_WITHIN)) {
      resolve(txn, MERCHANT);
    }
  }

  private void resolveAll(List<Txn> due) {
    var work =
        due.stream()
            .<Callable<Boolean>>map(
                txn ->
                    () -> {
                      resolve(txn, RESOLVER);
                      return true;
                    })
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : executor.invokeAll(work)) {
        if (done.state() == Future.State.FAILED) {
          LOG.atError().setCause(done.exceptionNow()).log("a txn could not be resolved; next time");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void resolve(Txn txn, String actor) {
    if (txn.status() == TxnStatus.NEEDS_CUSTOMER && txn.customerUrl().isEmpty()) {
      abandonIfOverdue(txn, actor);
      return;
    }
    var open = txn;
    if (txn.status() == TxnStatus.SENDING) {
      var next = clock.instant().plus(CheckSchedule.delayAfter(0));
      var cause = "the process that was sending is gone or too slow";
      move(txn, TxnMove.open(TxnStatus.UNKNOWN, Raw.NONE, next, actor, cause));
      open = store.find(txn.id()).orElse(txn);
    }
    var connector = connectors.find(open.gateway());
    if (connector.isEmpty() || connector.get().directDebit().isEmpty()) {
      LOG.atError().addKeyValue("txn", open.id()).log("no connector can be asked about this txn");
      later(open, actor, 0);
      return;
    }
    settle(open, ask(open, connector.get()), connector.get(), actor);
  }

  /// Only a wait for more money is ours to end; nothing is open at the provider.
  private void abandonIfOverdue(Txn txn, String actor) {
    if (actor.equals(RESOLVER)) {
      var error = ProviderError.INSUFFICIENT_BALANCE.name();
      var cause = "no money was added in time";
      move(txn, TxnMove.ended(TxnStatus.DECLINED, error, Raw.NONE, actor, cause));
    }
  }

  private Inquiry ask(Txn txn, Connector connector) {
    var call =
        new Call(accounts.account(txn.providerAccount()), txn.deviceId(), timeout, transport);
    var order =
        new DebitOrder(
            txn.reference(),
            txn.amount(),
            txn.mobile().orElse(new MobileNumber("91", "0000000000")),
            new Credentials(Map.of(), Optional.empty(), Optional.empty()),
            txn.customer(),
            URI.create(""));
    try {
      return connector.directDebit().orElseThrow().inquire(call, order);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("txn", txn.id()).setCause(e).log("a bug: the connector failed");
      return new Inquiry.CannotTell(new Trouble(Trouble.Cause.UNREADABLE, Raw.NONE));
    }
  }

  private void settle(Txn txn, Inquiry inquiry, Connector connector, String actor) {
    if (txn.status() == TxnStatus.DECLINED) {
      settleGivenUp(txn, inquiry, connector, actor);
      return;
    }
    switch (inquiry) {
      case Inquiry.Found(var outcome) -> found(txn, outcome, connector, actor);
      case Inquiry.NotFound(var raw) -> notFound(txn, raw, connector, actor);
      case Inquiry.CannotTell _ -> waitOrPerson(txn, connector, actor, txn.notFoundCount());
    }
  }

  /// A txn that was given up can only turn out to be charged; nothing else changes it.
  private void settleGivenUp(Txn txn, Inquiry inquiry, Connector connector, String actor) {
    var age = Duration.between(txn.sentAt(), clock.instant());
    switch (inquiry) {
      case Inquiry.Found(Outcome.Succeeded(var reference, _, _, var raw)) ->
          move(txn, TxnMove.charged(reference, raw, actor, "the provider says, late: charged"));
      case Inquiry.Found(Outcome.Declined _) -> store.stopAsking(txn);
      case Inquiry.Found _, Inquiry.NotFound _, Inquiry.CannotTell _ -> {
        if (age.compareTo(connector.traits().maxPendingAge()) > 0) {
          store.stopAsking(txn);
        } else {
          later(txn, actor, 0);
        }
      }
    }
  }

  private void found(Txn txn, Outcome outcome, Connector connector, String actor) {
    var raw = outcome.raw();
    switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          move(txn, TxnMove.charged(reference, raw, actor, "the provider says: charged"));
      case Outcome.Declined(var refusal) ->
          move(
              txn,
              TxnMove.ended(
                  TxnStatus.DECLINED,
                  refusal.error().name(),
                  raw,
                  actor,
                  "the provider says: refused"));
      case Outcome.Pending _ -> {
        if (txn.status() == TxnStatus.UNKNOWN) {
          var next = clock.instant().plus(CheckSchedule.delayAfter(txn.checks()));
          var cause = "the provider says: pending";
          move(txn, TxnMove.open(TxnStatus.PENDING, raw, next, actor, cause));
        } else {
          waitOrPerson(txn, connector, actor, 0);
        }
      }
      case Outcome.Unknown(var trouble) -> {
        if (trouble.cause() == Trouble.Cause.INTEGRITY) {
          var error = "INTEGRITY";
          var cause = "the provider tells of another amount or name";
          move(txn, TxnMove.ended(TxnStatus.NEEDS_PERSON, error, raw, actor, cause));
        } else {
          waitOrPerson(txn, connector, actor, 0);
        }
      }
      case Outcome.NeedsCustomer _, Outcome.NotSent _ -> waitOrPerson(txn, connector, actor, 0);
    }
  }

  /// Not being found proves something only after a while and repeatedly.
  private void notFound(Txn txn, Raw raw, Connector connector, String actor) {
    int count = txn.notFoundCount() + 1;
    var age = Duration.between(txn.sentAt(), clock.instant());
    if (count >= NOT_FOUND_MIN && age.compareTo(connector.traits().notFoundGrace()) >= 0) {
      var cause = "the provider does not know it, asked " + count + " times";
      var next = clock.instant().plus(CheckSchedule.delayAfter(txn.checks()));
      move(txn, TxnMove.givenUp(raw, next, actor, cause));
    } else {
      waitOrPerson(txn, connector, actor, count);
    }
  }

  private void waitOrPerson(Txn txn, Connector connector, String actor, int notFoundCount) {
    var age = Duration.between(txn.sentAt(), clock.instant());
    if (age.compareTo(connector.traits().maxPendingAge()) > 0) {
      var cause = "still open after " + connector.traits().maxPendingAge().toDays() + " days";
      move(txn, TxnMove.ended(TxnStatus.NEEDS_PERSON, "UNDECIDED", Raw.NONE, actor, cause));
    } else {
      later(txn, actor, notFoundCount);
    }
  }

  /// A merchant's question does not push the next scheduled one away.
  private void later(Txn txn, String actor, int notFoundCount) {
    if (actor.equals(RESOLVER)) {
      Instant next = clock.instant().plus(CheckSchedule.delayAfter(txn.checks()));
      store.waitUntil(txn, next, notFoundCount);
    }
  }

  private void move(Txn txn, TxnMove move) {
    if (store.moveIfAllowed(txn.id(), move, clock.instant())) {
      LOG.atInfo()
          .addKeyValue("txn", txn.id())
          .addKeyValue("from", txn.status())
          .addKeyValue("to", move.to())
          .addKeyValue("cause", move.cause())
          .log("resolved");
    }
  }
}
