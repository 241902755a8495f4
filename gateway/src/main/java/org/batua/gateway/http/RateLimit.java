package org.batua.gateway.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// How often one caller may do something; each server process counts for itself.
final class RateLimit {
  private static final int CALLERS_MAX = 100_000;

  private final LoadingCache<String, Bucket> buckets;

  private RateLimit(long capacity, long refill, Duration period) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(CALLERS_MAX)
            .build(
                _ ->
                    Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                        .build());
  }

  /// So many in a second, with a burst of twice as many.
  static RateLimit perSecond(int times) {
    return new RateLimit(2L * times, times, Duration.ofSeconds(1));
  }

  /// So many in a minute, all at once if they like.
  static RateLimit perMinute(int times) {
    return new RateLimit(times, times, Duration.ofMinutes(1));
  }

  /// @throws Rejected when the caller has to wait
  void spend(String caller) {
    var probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Rejected(
          new Rejection.TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }
  }

  /// Undoes a [#spend].
  void giveBack(String caller) {
    buckets.get(caller).addTokens(1);
  }

  /// Waits until it is the caller's turn.
  ///
  /// @throws Rejected when that would take longer than `atMost`
  void await(String caller, Duration atMost) {
    try {
      if (!buckets.get(caller).asBlocking().tryConsume(1, atMost)) {
        throw new Rejected(new Rejection.TooManyRequests(atMost));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Rejected(new Rejection.Unavailable(atMost));
    }
  }

  /// Whether the caller has to wait; spends nothing.
  boolean isExhausted(String caller) {
    var bucket = buckets.getIfPresent(caller);
    return bucket != null && bucket.getAvailableTokens() == 0;
  }
}
