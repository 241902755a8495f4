package org.batua.gateway.checkout;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;

/// Limits the OTPs that are sent per order and per mobile number: a limit per wallet does not hold
/// a stranger who creates a new wallet each time. Each server process counts for itself.
final class SendLimits {
  private static final int KEPT_MAX = 100_000;

  private final LoadingCache<String, Bucket> perOrder;
  private final LoadingCache<MobileNumber, Bucket> perNumber;

  SendLimits(int sendsPerOrder, int sendsPerNumber, Duration window) {
    this.perOrder = buckets(sendsPerOrder, window);
    this.perNumber = buckets(sendsPerNumber, window);
  }

  /// Counts one that is asked for, also when it is then refused for its number.
  ///
  /// @throws Rejected when there were too many
  void spend(OrderRef order) {
    spend(perOrder.get(order.value()));
  }

  /// Counts one about to be sent.
  ///
  /// @throws Rejected when there were too many
  void spend(MobileNumber number) {
    spend(perNumber.get(number));
  }

  private static void spend(Bucket bucket) {
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Rejected(
          new Rejection.OtpLimit(
              WalletError.OTP_RATE_LIMITED, Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }
  }

  private static <K> LoadingCache<K, Bucket> buckets(int sends, Duration window) {
    return Caffeine.newBuilder()
        .maximumSize(KEPT_MAX)
        .build(
            _ ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(sends).refillGreedy(sends, window))
                    .build());
  }
}
