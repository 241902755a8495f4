package org.batua.gateway.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// How many requests one caller may make in a second; each server process counts for itself.
final class RateLimit {
  private static final int CALLERS_MAX = 100_000;

  private final LoadingCache<String, Bucket> buckets;

  RateLimit(int perSecond) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(CALLERS_MAX)
            .build(
                _ ->
                    Bucket.builder()
                        .addLimit(
                            limit ->
                                limit
                                    .capacity(2L * perSecond)
                                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
  }

  /// @throws Rejected when the caller has to wait
  void spend(String caller) {
    var probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Rejected(
          new Rejection.TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }
  }
}
