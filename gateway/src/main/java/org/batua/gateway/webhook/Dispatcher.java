package org.batua.gateway.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.batua.gateway.base.Ids;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.log.LogTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends due deliveries: claims them, commits the claim, attempts each in a thread of its own, and
/// records its result. Nothing is locked and no transaction is open while a receiver answers.
public final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int LEASE_ID_BYTES = 8;
  private static final int CLOSE_SECONDS = 2;

  private final Parts parts;
  private final SendQueues queues;
  private final Limits limits;
  private volatile boolean isMoreInAll;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());

  /// What a dispatcher is made of.
  public record Parts(
      DeliveryStore store,
      WebhookEndpoints endpoints,
      WebhookBodies bodies,
      Attempts attempts,
      RetrySchedule schedule,
      EndpointHealth health,
      WebhookMetrics metrics,
      Ids ids,
      InstantSource clock) {}

  /// How much is sent at once.
  ///
  /// @param leaseSeconds after which what a dead process was sending is sent again; longer than an
  ///   exchange may take
  public record Limits(int inFlight, int inFlightPerEndpoint, int leaseSeconds) {}

  public Dispatcher(Parts parts, Limits limits) {
    this.parts = parts;
    this.queues = new SendQueues(limits.inFlight(), limits.inFlightPerEndpoint());
    this.limits = limits;
    parts.metrics().inFlight(queues::underWay);
  }

  /// Claims due deliveries of all queues up to the free capacity, and starts them.
  ///
  /// @param wanted called when another claim is worth its cost
  /// @return how many were claimed
  int beginAll(Runnable wanted) {
    isMoreInAll = false;
    var now = parts.clock().instant();
    return begin(queues.room(now), wanted, now);
  }

  /// Does the same with some queues, and with those that turned out to be worth it: looking through
  /// all of them costs more than most claims.
  ///
  /// @param more may be unknown yet
  int begin(Set<String> more, Runnable wanted) {
    var now = parts.clock().instant();
    return queues.room(more, now).map(room -> begin(room, wanted, now)).orElse(0);
  }

  private int begin(SendQueues.Room room, Runnable wanted, Instant now) {
    if (room.total() <= 0) {
      // until there is room again
      return 0;
    }
    var claims = parts.store().claim(room, lease(), now);
    queues.add(claims, room).forEach(claim -> start(claim, wanted));
    if (claims.size() >= room.total()) {
      isMoreInAll |= room.isOfAll();
      wanted.run();
    }
    return claims.size();
  }

  /// Whether the last look through all queues left something, or there was no room for one.
  boolean isMoreInAll() {
    return isMoreInAll;
  }

  /// Whether a queue that failed has rested.
  boolean isRested() {
    return queues.isRested(parts.clock().instant());
  }

  /// Whoever sweeps waits for no queue.
  void endRests() {
    queues.endRests();
  }

  private void start(Claim claim, Runnable wanted) {
    try {
      threads.execute(() -> run(claim, wanted));
    } catch (RejectedExecutionException e) {
      // closed meanwhile: its lease runs out
      queues.forget(1);
    }
  }

  private void run(Claim claim, Runnable wanted) {
    claim.trace().ifPresent(LogTrail::within);
    try {
      var sent = sendInItsPlace(claim, wanted);
      record(sent.outcome());
      sent.made().ifPresent(made -> note(claim, made));
    } catch (RuntimeException e) {
      // its lease runs out, and it is sent again
      LOG.atError()
          .addKeyValue("event", claim.event().id())
          .addKeyValue("endpoint", claim.endpointId())
          .setCause(e)
          .log("webhook delivery not recorded");
    } finally {
      LogTrail.end();
      forget(1, wanted);
    }
  }

  /// What came of a claim.
  ///
  /// @param made empty when nothing was sent
  private record Sent(Outcome outcome, Optional<Attempts.Made> made) {}

  /// The place is free for the next before the outcome is recorded.
  private Sent sendInItsPlace(Claim claim, Runnable wanted) {
    var sign = SendQueue.Sign.NONE;
    int tookMs = 0;
    try {
      var sent = send(claim);
      if (sent.made().isPresent()) {
        sign = sent.made().get().sign();
        tookMs = sent.made().get().attempt().tookMs();
      }
      return sent;
    } finally {
      var next = queues.sent(claim.queue(), sign, tookMs, parts.clock().instant());
      next.started().forEach(one -> start(one, wanted));
      giveBack(next.returned(), wanted);
      if (next.isWorthClaiming()) {
        wanted.run();
      }
    }
  }

  private Sent send(Claim claim) {
    var endpoint = parts.endpoints().known(claim.endpointId());
    if (!endpoint.isActive()) {
      return unsent(claim, DeliveryStatus.HELD, "");
    }
    if (claim.retries() > 0 && parts.store().isToldLater(claim)) {
      return unsent(claim, DeliveryStatus.SUPERSEDED, "TOLD_LATER");
    }
    var body = parts.bodies().of(claim, new ApiVersion(endpoint.apiVersion()));
    if (body.isEmpty()) {
      return unsent(claim, DeliveryStatus.FAILED, "SUBJECT_GONE");
    }
    var made = attempt(claim, endpoint, body.get());
    return new Sent(outcome(claim, made, body.get()), Optional.of(made));
  }

  private Sent unsent(Claim claim, DeliveryStatus status, String reason) {
    return new Sent(ended(claim, status, reason), Optional.empty());
  }

  private void note(Claim claim, Attempts.Made made) {
    parts.health().note(claim.endpointId(), made.isTaken());
    if (made.verdict() == Attempts.Verdict.GONE) {
      parts.endpoints().pauseAsGone(parts.endpoints().known(claim.endpointId()));
    }
  }

  /// Gives back what has waited for too long: its queue is slow, and another process may be free.
  void giveBackLate() {
    var before = parts.clock().instant().minus(SendQueues.WAIT_MAX);
    giveBack(queues.takeWaiting(before), () -> {});
  }

  private void giveBack(List<Claim> claims, Runnable wanted) {
    if (claims.isEmpty()) {
      return;
    }
    try {
      parts.store().giveBack(claims, parts.clock().instant());
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("deliveries", claims.size())
          .setCause(e)
          .log("webhook deliveries not given back; they are sent when their leases end");
    } finally {
      forget(claims.size(), wanted);
    }
  }

  private void forget(int deliveries, Runnable wanted) {
    if (queues.forget(deliveries)) {
      isMoreInAll = true;
      wanted.run();
    }
  }

  private Attempts.Made attempt(Claim claim, WebhookEndpoint endpoint, WebhookBody body) {
    LogTrail.order(body.orderId());
    var url = claim.url().orElse(endpoint.url());
    return parts.attempts().make(endpoint, url, claim.event().id(), claim.attempt(), body);
  }

  private Outcome outcome(Claim claim, Attempts.Made made, WebhookBody body) {
    var now = parts.clock().instant();
    var attempt = Optional.of(made.attempt());
    var kept = Optional.of(body.masked());
    var error = made.attempt().error();
    Function<DeliveryStatus, Outcome> end =
        status ->
            new Outcome(
                claim, status, claim.retries(), Optional.empty(), error, now, attempt, kept);
    return switch (made.verdict()) {
      case TAKEN -> end.apply(DeliveryStatus.DELIVERED);
      case GONE -> end.apply(DeliveryStatus.HELD);
      case NOT_TAKEN ->
          parts
              .schedule()
              .pauseAfter(claim.retries(), made.retryAfter())
              .map(
                  pause ->
                      new Outcome(
                          claim,
                          DeliveryStatus.RETRYING,
                          claim.retries() + 1,
                          Optional.of(now.plus(pause)),
                          error,
                          now,
                          attempt,
                          kept))
              .orElseGet(() -> end.apply(DeliveryStatus.FAILED));
    };
  }

  private Outcome ended(Claim claim, DeliveryStatus status, String reason) {
    return new Outcome(
        claim,
        status,
        claim.retries(),
        Optional.empty(),
        reason,
        parts.clock().instant(),
        Optional.empty(),
        Optional.empty());
  }

  private void record(Outcome outcome) {
    boolean isOurs = parts.store().record(outcome);
    parts.metrics().ended(outcome);
    LOG.atInfo()
        .addKeyValue("event", outcome.claim().event().id())
        .addKeyValue("event_name", outcome.claim().event().name())
        .addKeyValue("endpoint", outcome.claim().endpointId())
        .addKeyValue("result", outcome.status())
        .log("webhook");
    if (!isOurs) {
      LOG.atWarn()
          .addKeyValue("event", outcome.claim().event().id())
          .addKeyValue("endpoint", outcome.claim().endpointId())
          .log("webhook lease lost: the delivery may have been made twice");
    }
  }

  /// An attempt on demand, at once, regardless of the schedule. One that fails leaves the status of
  /// the delivery unchanged.
  ///
  /// @return empty when the delivery is being sent just now, or its subject is gone
  Optional<Delivery.Attempt> sendNow(Delivery delivery) {
    var now = parts.clock().instant();
    var taken =
        parts.store().claimOne(delivery.endpointId(), delivery.event().number(), lease(), now);
    return taken.flatMap(one -> sendNow(one, parts.endpoints().known(delivery.endpointId())));
  }

  private Optional<Delivery.Attempt> sendNow(DeliveryStore.Taken taken, WebhookEndpoint endpoint) {
    var claim = taken.claim();
    var body = parts.bodies().fresh(claim.event(), new ApiVersion(endpoint.apiVersion()));
    if (body.isEmpty()) {
      record(ended(claim, DeliveryStatus.FAILED, "SUBJECT_GONE"));
      return Optional.empty();
    }
    var made = attempt(claim, endpoint, body.get());
    record(
        new Outcome(
            claim,
            made.isTaken() ? DeliveryStatus.DELIVERED : taken.status(),
            claim.retries(),
            made.isTaken() ? Optional.empty() : taken.due(),
            made.attempt().error(),
            parts.clock().instant(),
            Optional.of(made.attempt()),
            Optional.of(body.get().masked())));
    parts.health().note(endpoint.id(), made.isTaken());
    return Optional.of(made.attempt());
  }

  private DeliveryStore.Lease lease() {
    return new DeliveryStore.Lease("lse_" + parts.ids().hex(LEASE_ID_BYTES), limits.leaseSeconds());
  }

  /// Waits until nothing is claimed.
  void awaitIdle() {
    try {
      queues.awaitIdle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives back what waits, and waits a moment for the attempts under way; those that are not
  /// recorded are made again.
  @Override
  public void close() {
    giveBack(queues.takeWaiting(Instant.MAX), () -> {});
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atInfo().log(
            "webhook attempts under way left behind; they are made again when their leases end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
