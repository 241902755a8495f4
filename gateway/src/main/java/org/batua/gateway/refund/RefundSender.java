package org.batua.gateway.refund;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Refunds;
import org.batua.gateway.connector.Traits;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Trouble;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.order.RefundStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends queued refunds, each once, and finds out how open ones ended.
public final class RefundSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefundSender.class);
  private static final String CALL = "CALL";
  private static final String RESOLVER = "RESOLVER";
  private static final String MERCHANT = "MERCHANT";
  private static final Duration NOT_WITHIN = Duration.ofSeconds(2);
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);
  private static final Duration OPEN_MAX = Duration.ofDays(10);
  private static final int BATCH = 64;
  private static final int NOT_FOUND_MIN = 3;

  private final RefundStore store;
  private final Connectors connectors;
  private final ProviderAccounts accounts;
  private final Transport transport;
  private final InstantSource clock;
  private final Limits limits;
  private final ReentrantLock sweeping = new ReentrantLock();
  private final ExecutorService soon = Executors.newVirtualThreadPerTaskExecutor();

  /// How long things may take.
  ///
  /// @param call the exchange that moves the money
  /// @param inquiry the exchange that asks about it
  /// @param sender this process, which others take over from when it dies
  public record Limits(Duration call, Duration inquiry, String sender) {}

  public RefundSender(
      RefundStore store,
      Connectors connectors,
      ProviderAccounts accounts,
      Transport transport,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.connectors = connectors;
    this.accounts = accounts;
    this.transport = transport;
    this.clock = clock;
    this.limits = limits;
  }

  /// Sends in the background; should this process die first, another one sends it.
  void sendSoon(String id) {
    var _ =
        soon.submit(
            () -> {
              try {
                store.find(id).ifPresent(refund -> work(refund, RESOLVER));
              } catch (RuntimeException e) {
                LOG.atError().addKeyValue("refund", id).setCause(e).log("not sent; next time");
              }
            });
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
    store.hurryWhatDeadProcessesSent(clock.instant());
    List<Refund> due;
    do {
      var now = clock.instant();
      due = store.claimDue(now, now.plus(limits.call()).plus(LEASE_MARGIN), BATCH);
      workAll(due);
    } while (due.size() == BATCH);
  }

  /// Asks now about an order's open refunds, unless somebody did just before.
  public void check(OrderRef order) {
    for (var refund : store.claimOfOrder(order, clock.instant(), NOT_WITHIN)) {
      work(refund, MERCHANT);
    }
  }

  /// Waits for what is being sent.
  @Override
  public void close() {
    soon.close();
  }

  private void workAll(List<Refund> due) {
    var work =
        due.stream()
            .<Callable<Boolean>>map(
                refund ->
                    () -> {
                      work(refund, RESOLVER);
                      return true;
                    })
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : executor.invokeAll(work)) {
        if (done.state() == Future.State.FAILED) {
          LOG.atError().setCause(done.exceptionNow()).log("a refund failed to move; next time");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Refund refund, String actor) {
    var connector = connectors.find(refund.gateway());
    var refunds = connector.flatMap(Connector::refunds);
    if (connector.isEmpty() || refunds.isEmpty()) {
      LOG.atError().addKeyValue("refund", refund.id()).log("no connector can give this back");
      later(refund, actor, 0);
      return;
    }
    switch (refund.status()) {
      case QUEUED -> send(refund, connector.get(), refunds.get());
      case SENDING -> {
        var next = clock.instant().plus(CheckSchedule.delayAfter(0));
        var cause = "the process that was sending is gone or too slow";
        move(refund, RefundMove.open(RefundStatus.UNKNOWN, Raw.NONE, next, actor, cause));
        store.find(refund.id()).ifPresent(open -> ask(open, connector.get(), refunds.get(), actor));
      }
      case UNKNOWN, PENDING -> ask(refund, connector.get(), refunds.get(), actor);
      case NEEDS_PERSON, SUCCEEDED, DECLINED -> {}
    }
  }

  private void send(Refund queued, Connector connector, Refunds refunds) {
    var now = clock.instant();
    boolean nameless = connector.traits().refundIdempotency() == Traits.RefundIdempotency.NONE;
    var alone = nameless ? RefundStore.Alone.YES : RefundStore.Alone.NO;
    var deadline = now.plus(limits.call()).plus(LEASE_MARGIN);
    var taken = store.takeForSending(queued, alone, limits.sender(), now, deadline);
    if (taken.isEmpty()) {
      later(queued, RESOLVER, 0);
      return;
    }
    settle(taken.get(), call(taken.get(), refunds), connector, refunds);
  }

  /// A connector that throws has a bug, and nobody knows how far it came.
  private Outcome call(Refund refund, Refunds refunds) {
    try {
      return refunds.refund(providerCall(refund, limits.call()), refund.content());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("refund", refund.id()).setCause(e).log("a bug in the connector");
      return new Outcome.Unknown(new Trouble(Trouble.Cause.UNREADABLE, Raw.NONE));
    }
  }

  private void settle(Refund refund, Outcome outcome, Connector connector, Refunds refunds) {
    var raw = outcome.raw();
    var soonest = clock.instant().plus(CheckSchedule.delayAfter(0));
    switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) -> succeeded(refund, reference, raw, CALL);
      case Outcome.Pending _ -> {
        var cause = "the provider will decide";
        move(refund, RefundMove.open(RefundStatus.PENDING, raw, soonest, CALL, cause));
      }
      case Outcome.Declined(var refusal) -> {
        if (refusal.error() == ProviderError.DUPLICATE_REFERENCE) {
          var cause = "the provider knows our reference already";
          move(refund, RefundMove.open(RefundStatus.UNKNOWN, raw, soonest, CALL, cause));
          store.find(refund.id()).ifPresent(open -> ask(open, connector, refunds, CALL));
        } else {
          declined(refund, refusal.error().name(), raw, CALL, "the provider refused");
        }
      }
      case Outcome.NotSent(var trouble) -> {
        var next = clock.instant().plus(CheckSchedule.delayAfter(refund.checks()));
        var cause = "not sent: " + trouble.cause();
        move(refund, RefundMove.open(RefundStatus.QUEUED, raw, next, CALL, cause));
      }
      case Outcome.NeedsCustomer _, Outcome.Unknown _ -> {
        var cause = "no clear answer";
        move(refund, RefundMove.open(RefundStatus.UNKNOWN, raw, soonest, CALL, cause));
      }
    }
  }

  private void ask(Refund refund, Connector connector, Refunds refunds, String actor) {
    Inquiry inquiry;
    try {
      inquiry = refunds.inquire(providerCall(refund, limits.inquiry()), refund.content());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("refund", refund.id()).setCause(e).log("a bug in the connector");
      inquiry = new Inquiry.CannotTell(new Trouble(Trouble.Cause.UNREADABLE, Raw.NONE));
    }
    switch (inquiry) {
      case Inquiry.Found(var outcome) -> found(refund, outcome, actor);
      case Inquiry.NotFound(var raw) -> notFound(refund, raw, connector, actor);
      case Inquiry.CannotTell _ -> waitOrPerson(refund, actor, refund.notFoundCount());
    }
  }

  private void found(Refund refund, Outcome outcome, String actor) {
    var raw = outcome.raw();
    switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) -> succeeded(refund, reference, raw, actor);
      case Outcome.Declined(var refusal) ->
          declined(refund, refusal.error().name(), raw, actor, "the provider says: refused");
      case Outcome.Unknown(var trouble) -> {
        if (trouble.cause() == Trouble.Cause.INTEGRITY) {
          person(refund, "INTEGRITY", raw, actor, "the provider tells of another amount or name");
        } else {
          waitOrPerson(refund, actor, 0);
        }
      }
      case Outcome.Pending _, Outcome.NeedsCustomer _, Outcome.NotSent _ ->
          waitOrPerson(refund, actor, 0);
    }
  }

  /// A refund without a name of its own is never failed for not being found: what the provider
  /// would have to find cannot be told from another one.
  private void notFound(Refund refund, Raw raw, Connector connector, String actor) {
    int count = refund.notFoundCount() + 1;
    if (count < NOT_FOUND_MIN || age(refund).compareTo(connector.traits().notFoundGrace()) < 0) {
      waitOrPerson(refund, actor, count);
    } else if (connector.traits().refundIdempotency() == Traits.RefundIdempotency.NONE) {
      person(refund, "NOT_FOUND", raw, actor, "not found, and it has no name of its own");
    } else {
      var cause = "the provider does not know it, asked " + count + " times";
      declined(refund, "NOT_FOUND", raw, actor, cause);
    }
  }

  private void waitOrPerson(Refund refund, String actor, int notFoundCount) {
    if (age(refund).compareTo(OPEN_MAX) > 0) {
      var cause = "still open after " + OPEN_MAX.toDays() + " days";
      person(refund, "UNDECIDED", Raw.NONE, actor, cause);
    } else {
      later(refund, actor, notFoundCount);
    }
  }

  /// A merchant's question does not push the next scheduled one away.
  private void later(Refund refund, String actor, int notFoundCount) {
    if (!actor.equals(MERCHANT)) {
      Instant next = clock.instant().plus(CheckSchedule.delayAfter(refund.checks()));
      store.waitUntil(refund, next, notFoundCount);
    }
  }

  private void succeeded(Refund refund, String reference, Raw raw, String actor) {
    var cause = "the provider gave the money back";
    move(
        refund,
        new RefundMove(RefundStatus.SUCCEEDED, reference, "", raw, Optional.empty(), actor, cause));
  }

  private void declined(Refund refund, String error, Raw raw, String actor, String cause) {
    move(refund, RefundMove.ended(RefundStatus.DECLINED, error, raw, actor, cause));
  }

  private void person(Refund refund, String error, Raw raw, String actor, String cause) {
    move(refund, RefundMove.ended(RefundStatus.NEEDS_PERSON, error, raw, actor, cause));
  }

  private void move(Refund refund, RefundMove move) {
    boolean moved = store.moveIfAllowed(refund.id(), move, clock.instant());
    LOG.atInfo()
        .addKeyValue("refund", refund.id())
        .addKeyValue("to", move.to())
        .addKeyValue("cause", move.cause())
        .log(moved ? "moved" : "was moved by somebody else before");
  }

  private Call providerCall(Refund refund, Duration timeout) {
    return new Call(
        accounts.account(refund.providerAccount()), refund.deviceId(), timeout, transport);
  }

  private Duration age(Refund refund) {
    return Duration.between(refund.sentAt().orElse(refund.createdAt()), clock.instant());
  }
}
