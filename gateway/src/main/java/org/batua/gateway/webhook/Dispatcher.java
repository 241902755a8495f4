package org.batua.gateway.webhook;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /// The rows of one claim at most: a claim stays short, however long the backlog.
  private static final int CLAIM_MAX = 256;

  private static final int LEASE_ID_BYTES = 8;
  private static final int CLOSE_SECONDS = 2;

  private final Parts parts;
  private final InFlightLimits limits;
  private final Limits times;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());

  /// What a dispatcher is made of.
  public record Parts(
      DeliveryStore store,
      WebhookEndpoints endpoints,
      EventContent contents,
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
    this.limits = new InFlightLimits(limits.inFlight(), limits.inFlightPerEndpoint());
    this.times = limits;
    parts.metrics().inFlight(this.limits::inFlight);
  }

  /// Starts due deliveries up to the free capacity.
  ///
  /// @param freed called at the end of each attempt, when its place is free again
  /// @return the ends of what has begun
  List<Future<?>> begin(Runnable freed) {
    var now = parts.clock().instant();
    var room = limits.room(now);
    if (room.total() <= 0) {
      return List.of();
    }
    var claims = parts.store().claim(room, CLAIM_MAX, lease(), now);
    claims.forEach(claim -> limits.begin(claim.queue()));
    return claims.stream().<Future<?>>map(claim -> begin(claim, freed)).toList();
  }

  private Future<?> begin(Claim claim, Runnable freed) {
    return threads.submit(
        () -> {
          var sign = InFlightLimits.Sign.FAILURE;
          claim.trace().ifPresent(LogTrail::within);
          try {
            sign = send(claim);
          } catch (RuntimeException e) {
            // its lease runs out, and it is sent again
            LOG.atError()
                .addKeyValue("event", claim.event().id())
                .addKeyValue("endpoint", claim.endpointId())
                .setCause(e)
                .log("webhook delivery not recorded");
          } finally {
            LogTrail.end();
            limits.end(claim.queue(), sign, parts.clock().instant());
            freed.run();
          }
        });
  }

  private InFlightLimits.Sign send(Claim claim) {
    var endpoint = parts.endpoints().known(claim.endpointId());
    if (!endpoint.isActive()) {
      record(ended(claim, DeliveryStatus.HELD, ""));
      return InFlightLimits.Sign.FAILURE;
    }
    if (claim.retries() > 0 && parts.store().isToldLater(claim)) {
      record(ended(claim, DeliveryStatus.SUPERSEDED, "TOLD_LATER"));
      return InFlightLimits.Sign.FAILURE;
    }
    var body = body(claim, endpoint);
    if (body.isEmpty()) {
      record(ended(claim, DeliveryStatus.FAILED, "SUBJECT_GONE"));
      return InFlightLimits.Sign.FAILURE;
    }
    var made = attempt(claim, endpoint, body.get());
    record(outcome(claim, made, body.get()));
    parts.health().note(endpoint.id(), made.isTaken());
    if (made.verdict() == Attempts.Verdict.GONE) {
      parts.endpoints().pauseAsGone(endpoint);
    }
    return made.sign();
  }

  private Optional<WebhookBody> body(Claim claim, WebhookEndpoint endpoint) {
    return parts
        .contents()
        .read(claim.event(), new ApiVersion(endpoint.apiVersion()))
        .map(
            content -> {
              LogTrail.order(content.at("/order/order_id").asString(""));
              return WebhookBody.of(claim.event(), content);
            });
  }

  private Attempts.Made attempt(Claim claim, WebhookEndpoint endpoint, WebhookBody body) {
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
    var body = body(claim, endpoint);
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
    return new DeliveryStore.Lease("lse_" + parts.ids().hex(LEASE_ID_BYTES), times.leaseSeconds());
  }

  /// Waits a moment for the attempts under way; those that are not recorded are made again.
  @Override
  public void close() {
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
