package org.batua.gateway.webhook;

import java.time.Duration;
import java.util.Set;
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

  /// How soon a retry is seen, and what another process brought to the endpoints: a look through
  /// all queues.
  private static final Duration CLAIM_ALL = Duration.ofMillis(500);

  /// Queues that have room again within this time share a claim.
  private static final Duration CLAIM_PAUSE = Duration.ofMillis(5);

  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  private final FanOut fanOut;
  private final Dispatcher dispatcher;
  private final WebhookCare care;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;

  // of the thread
  private boolean isClaimWanted;
  private boolean isMoreQueued;
  private long fannedNanos;
  private long claimedNanos;
  private long claimedAllNanos;
  private boolean isTroubled;

  public WebhookPump(FanOut fanOut, Dispatcher dispatcher, WebhookCare care) {
    this.fanOut = fanOut;
    this.dispatcher = dispatcher;
    this.care = care;
    this.thread = Thread.ofVirtual().name("webhook-pump").unstarted(this::run);
  }

  public void start() {
    fannedNanos = System.nanoTime() - LOOK.toNanos();
    claimedNanos = System.nanoTime() - CLAIM_PAUSE.toNanos();
    claimedAllNanos = System.nanoTime() - CLAIM_ALL.toNanos();
    thread.start();
    care.start();
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
    var fannedOut = fanOut();
    isClaimWanted |= wanted.drainPermits() > 0 || dispatcher.isRested();
    claim(fannedOut.queues());
  }

  /// Each fan-out is a commit of its own, which payments wait for.
  private FanOutStore.Moved fanOut() {
    if (!isMoreQueued && !hasPassed(LOOK, fannedNanos)) {
      return FanOutStore.Moved.NONE;
    }
    fannedNanos = System.nanoTime();
    var moved = fanOut.some();
    isMoreQueued = moved.taken() == FanOut.AT_ONCE;
    return moved;
  }

  private void claim(Set<String> fannedOut) {
    boolean hasPaused = isClaimWanted && hasPassed(CLAIM_PAUSE, claimedNanos);
    boolean isOfAll =
        hasPassed(CLAIM_ALL, claimedAllNanos) || (hasPaused && dispatcher.isMoreInAll());
    if (isOfAll) {
      isClaimWanted = false;
      dispatcher.beginAll(wanted::release);
      claimedAllNanos = System.nanoTime();
    } else if (hasPaused || !fannedOut.isEmpty()) {
      isClaimWanted = false;
      dispatcher.begin(fannedOut, wanted::release);
    } else {
      return;
    }
    claimedNanos = System.nanoTime();
  }

  private static boolean hasPassed(Duration time, long sinceNanos) {
    return System.nanoTime() - sinceNanos >= time.toNanos();
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

  /// Does now what this process does again and again, until nothing is due.
  public void sweep() {
    care.sweep();
    fanOut.all();
    dispatcher.endRests();
    while (dispatcher.beginAll(() -> {}) > 0) {
      dispatcher.awaitIdle();
      dispatcher.endRests();
    }
    care.sweep();
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
    care.close();
    dispatcher.close();
  }
}
