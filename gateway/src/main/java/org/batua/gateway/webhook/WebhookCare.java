package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What webhooks need now and then, and not for each event: what dead processes were sending
/// becomes due again, what is due for closed endpoints is held, figures are counted. In a thread of
/// its own, since with very many that wait it takes longer than an event may.
public final class WebhookCare implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookCare.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// Counting reads each delivery that is due, up to a limit.
  private static final Duration COUNT_PAUSE = Duration.ofSeconds(10);

  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  private final Dispatcher dispatcher;
  private final DeliveryStore deliveries;
  private final EndpointHealth health;
  private final WebhookMetrics metrics;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  // of the thread
  private long countedNanos;
  private boolean isTroubled;

  public WebhookCare(
      Dispatcher dispatcher,
      DeliveryStore deliveries,
      EndpointHealth health,
      WebhookMetrics metrics,
      InstantSource clock) {
    this.dispatcher = dispatcher;
    this.deliveries = deliveries;
    this.health = health;
    this.metrics = metrics;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("webhook-care").unstarted(this::run);
  }

  void start() {
    countedNanos = System.nanoTime() - COUNT_PAUSE.toNanos();
    thread.start();
  }

  private void run() {
    try {
      do {
        round();
      } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      tidy();
      if (System.nanoTime() - countedNanos >= COUNT_PAUSE.toNanos()) {
        count();
        countedNanos = System.nanoTime();
      }
      isTroubled = false;
    } catch (RuntimeException e) {
      // the delivery itself says that the database is away
      if (!isTroubled && !(e instanceof Rejected)) {
        LOG.atError().setCause(e).log("care of webhooks fails; logged once until it recovers");
      }
      isTroubled = true;
    }
  }

  private void tidy() {
    var now = clock.instant();
    health.store();
    dispatcher.giveBackLate();
    deliveries.freeLostLeases(now);
    deliveries.holdOfClosedEndpoints(now);
  }

  private void count() {
    var now = clock.instant();
    metrics.waiting(deliveries.backlog(now), now);
  }

  /// All of it, now.
  void sweep() {
    tidy();
    count();
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(CLOSE_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
