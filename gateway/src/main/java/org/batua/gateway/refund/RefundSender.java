package org.batua.gateway.refund;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderProfile.RefundIdempotency;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.Resolution;
import org.batua.gateway.resolution.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exchange with the provider that gives money back, and the storing of its outcome.
public final class RefundSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefundSender.class);
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(5);
  private static final int SOON_PLACES = 8;
  static final String MOVED_CAUSE = "the provider gave the money back";

  private final RefundStore store;
  private final Providers providers;
  private final InstantSource clock;
  private final Limits limits;
  private final Map<GatewayCode, Semaphore> placesOf = new ConcurrentHashMap<>();
  private final ExecutorService soon = Executors.newVirtualThreadPerTaskExecutor();

  /// How long things may take.
  ///
  /// @param call the exchange that moves the money
  /// @param sender this process, which others take over from when it dies
  /// @param rollForwardWithin how long after it was sent a refund of a dead process is sent again
  public record Limits(Duration call, String sender, Duration rollForwardWithin) {}

  public RefundSender(RefundStore store, Providers providers, InstantSource clock, Limits limits) {
    this.store = store;
    this.providers = providers;
    this.clock = clock;
    this.limits = limits;
  }

  /// Sends in the background, as many at a time as leave the database to the callers; a slow
  /// provider holds up its own. What is not sent until then, the schedule sends, here or in another
  /// process.
  void sendSoon(Refund queued) {
    var _ =
        soon.submit(
            LogTrail.carried(
                () -> {
                  try {
                    sendInTurn(queued);
                  } catch (RuntimeException e) {
                    LOG.atError()
                        .addKeyValue("refund", queued.id())
                        .setCause(e)
                        .log("refund not sent; the next run tries again");
                  }
                }));
  }

  private void sendInTurn(Refund queued) {
    var places = placesOf.computeIfAbsent(queued.at().gateway(), _ -> new Semaphore(SOON_PLACES));
    try {
      if (places.tryAcquire(RefundStore.LEFT_TO_THE_CALLER.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          send(queued);
        } finally {
          places.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends a queued refund; where it has to wait for its turn, the schedule tries again.
  void send(Refund queued) {
    var connector = providers.find(queued.at().gateway());
    var refunds = connector.flatMap(Connector::refunds);
    if (refunds.isEmpty()) {
      LOG.atError()
          .addKeyValue("refund", queued.id())
          .log("the gateway has no connector that refunds; the refund waits");
      store.waitUntil(queued, new Resolution.Nothing(next(queued), 0));
      return;
    }
    var alone = isNameless(connector.get()) ? RefundStore.Alone.YES : RefundStore.Alone.NO;
    store
        .take(queued, alone, sending())
        .ifPresentOrElse(
            taken -> store(taken, refund(taken)),
            () -> store.waitUntil(queued, new Resolution.Nothing(next(queued), 0)));
  }

  /// Sends what a dead process was sending once more under the same reference, where the provider
  /// takes a second use of it for the first one.
  ///
  /// @return whether this process is the one that sent it
  boolean rollForward(Refund orphan) {
    var notBefore = clock.instant().minus(limits.rollForwardWithin());
    var refunds =
        providers
            .find(orphan.at().gateway())
            .filter(one -> one.profile().refundIdempotency() == RefundIdempotency.OWN_REFERENCE)
            .flatMap(Connector::refunds);
    if (refunds.isEmpty() || orphan.openSince().isBefore(notBefore)) {
      return false;
    }
    var taken = store.retake(orphan, sending(), notBefore);
    taken.ifPresent(
        one -> {
          LOG.atInfo()
              .addKeyValue("refund", one.id())
              .log("sent again under its reference: the process that was sending it died");
          storeSentAgain(one, refund(one));
        });
    return taken.isPresent();
  }

  static boolean isNameless(Connector connector) {
    return connector.profile().refundIdempotency() == RefundIdempotency.NONE;
  }

  /// Until the deadline the call has ended, or this process has died.
  private RefundStore.Sending sending() {
    var now = clock.instant();
    return new RefundStore.Sending(
        limits.sender(), now, now.plus(limits.call()).plus(DEADLINE_MARGIN));
  }

  private Outcome refund(Refund refund) {
    var at = refund.at();
    return providers.refund(
        providers.target(at.account(), at.device(), Optional.empty()), refund.content());
  }

  private void store(Refund refund, Outcome outcome) {
    var response = outcome.response();
    var now = clock.instant();
    var soon = now.plus(CheckSchedule.delayAfter(0));
    switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          move(
              refund,
              Transition.moved(
                  RefundStatus.SUCCEEDED, reference, response, Actor.CALL, MOVED_CAUSE));
      case Outcome.Pending _ ->
          open(refund, RefundStatus.PENDING, response, soon, "the provider will decide");
      case Outcome.Declined(var refusal)
          when refusal.error() == ProviderError.DUPLICATE_REFERENCE -> {
        var known = "the provider knows our reference already";
        open(refund, RefundStatus.UNKNOWN, response, now, known);
      }
      case Outcome.Declined(var refusal) ->
          move(
              refund,
              Transition.ended(
                  RefundStatus.DECLINED,
                  FailureReason.of(refusal.error()),
                  response,
                  Actor.CALL,
                  "the provider refused"));
      case Outcome.NotSent(var failure) ->
          open(refund, RefundStatus.QUEUED, response, next(refund), "not sent: " + failure.cause());
      case Outcome.NeedsCustomer _, Outcome.Unknown _ ->
          open(refund, RefundStatus.UNKNOWN, response, soon, "no clear answer");
    }
  }

  /// Only money that moved is certain: a refusal, or what did not leave us, says nothing of the
  /// first time.
  private void storeSentAgain(Refund refund, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded _, Outcome.Pending _ -> store(refund, outcome);
      case Outcome.Declined _, Outcome.NotSent _, Outcome.NeedsCustomer _, Outcome.Unknown _ -> {
        var cause = "sent again, no clear answer";
        open(refund, RefundStatus.UNKNOWN, outcome.response(), clock.instant(), cause);
      }
    }
  }

  private void open(
      Refund refund, RefundStatus to, ProviderResponse response, Instant next, String cause) {
    move(refund, Transition.open(to, response, next, Actor.CALL, cause));
  }

  /// Another process may have taken over and sent the same reference again: then only a success of
  /// this call says anything.
  private void move(Refund refund, Transition<RefundStatus> move) {
    var now = clock.instant();
    var take =
        move.to() == RefundStatus.SUCCEEDED ? Optional.<String>empty() : Optional.of(refund.take());
    boolean moved = store.move(refund, move, take, now);
    LOG.atInfo()
        .addKeyValue("refund", refund.id())
        .addKeyValue("to", move.to())
        .addKeyValue("cause", move.cause())
        .log(moved ? "transition stored" : "transition not stored: another process was first");
  }

  private Instant next(Refund refund) {
    return clock.instant().plus(CheckSchedule.delayAfter(refund.inquiries().checks()));
  }

  /// Waits for what is being sent.
  @Override
  public void close() {
    soon.close();
  }
}
