package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.batua.gateway.base.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the webhooks of this server process: fans new events out to the endpoints, and sends due
/// deliveries up to the free capacity. All processes do this concurrently.
public final class WebhookPump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookPump.class);

  /// How soon a new event is seen. Under load events come in batches of that long.
  private static final Duration LOOK = Duration.ofMillis(20);

  /// How soon a retry is seen, and what another process brought to the endpoints.
  private static final Duration CLAIM = Duration.ofMillis(500);

  /// Queues that have room again within this time share a claim.
  private static final Duration CLAIM_PAUSE = Duration.ofMillis(5);

  private static final Duration CARE = Duration.ofSeconds(2);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  private final FanOut fanOut;
  private final Dispatcher dispatcher;
  private final DeliveryStore deliveries;
  private final EndpointHealth health;
  private final WebhookMetrics metrics;
  private final InstantSource clock;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;

  // of the thread
  private boolean isClaimWanted;
  private boolean isMoreQueued;
  private long fannedNanos;
  private long claimedNanos;
  private long caredNanos;
  private boolean isTroubled;

  public WebhookPump(
      FanOut fanOut,
      Dispatcher dispatcher,
      DeliveryStore deliveries,
      EndpointHealth health,
      WebhookMetrics metrics,
      InstantSource clock) {
    this.fanOut = fanOut;
    this.dispatcher = dispatcher;
    this.deliveries = deliveries;
    this.health = health;
    this.metrics = metrics;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("webhook-pump").unstarted(this::run);
  }

  public void start() {
    fannedNanos = System.nanoTime() - LOOK.toNanos();
    claimedNanos = System.nanoTime() - CLAIM.toNanos();
    caredNanos = System.nanoTime() - CARE.toNanos();
    thread.start();
  }

  private void run() {
    while (!stopped) {
      try {
        round();
        if (isTroubled) {
          isTroubled = false;
          LOG.atInfo().log("webhook delivery recovered");
        }
        if (isClaimWanted) {
          LockSupport.parkNanos(CLAIM_PAUSE.toNanos());
        } else if (!isMoreQueued) {
          await(LOOK);
        }
      } catch (RuntimeException e) {
        trouble(e);
        await(AFTER_TROUBLE);
      }
    }
  }

  /// One look at everything.
  private void round() {
    int events = fanOut();
    isClaimWanted |= wanted.drainPermits() > 0;
    var pause = isClaimWanted ? CLAIM_PAUSE : CLAIM;
    if (events > 0 || System.nanoTime() - claimedNanos >= pause.toNanos()) {
      isClaimWanted = false;
      dispatcher.begin(wanted::release);
      claimedNanos = System.nanoTime();
    }
    if (System.nanoTime() - caredNanos >= CARE.toNanos()) {
      care();
      caredNanos = System.nanoTime();
    }
  }

  /// Each fan-out is a commit of its own, which payments wait for.
  private int fanOut() {
    if (!isMoreQueued && System.nanoTime() - fannedNanos < LOOK.toNanos()) {
      return 0;
    }
    fannedNanos = System.nanoTime();
    int events = fanOut.some();
    isMoreQueued = events == FanOut.AT_ONCE;
    return events;
  }

  private void await(Duration time) {
    try {
      if (wanted.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        wanted.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private void trouble(RuntimeException e) {
    if (!isTroubled && !stopped) {
      isTroubled = true;
      if (e instanceof Rejected) {
        LOG.atWarn().log("webhook delivery waits for the database; logged once until it recovers");
      } else {
        LOG.atError().setCause(e).log("webhook delivery fails; logged once until it recovers");
      }
    }
  }

  /// What need not be done for each event.
  private void care() {
    var now = clock.instant();
    health.store();
    dispatcher.giveBackLate();
    deliveries.freeLostLeases(now);
    deliveries.holdOfClosedEndpoints(now);
    metrics.waiting(deliveries.backlog(now), now);
  }

  /// Does now what this process does again and again, until nothing is due.
  public void sweep() {
    care();
    fanOut.all();
    while (dispatcher.begin(() -> {}) > 0) {
      dispatcher.awaitIdle();
    }
    care();
  }

  @Override
  public void close() {
    stopped = true;
    wanted.release();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(CLOSE_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dispatcher.close();
  }
}
