package org.batua.gateway.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// How the last payments of a merchant went at one gateway.
///
/// @param median how long a payment took that succeeded at once
/// @param slow what one of twenty exceeds
public record GatewayHealth(
    String gateway,
    long payments,
    long charged,
    long declined,
    long open,
    Duration median,
    Duration slow,
    Optional<Instant> lastCharged,
    Money chargedAmount) {
  /// Of the payments that ended, in percent.
  public int successPercent() {
    long ended = charged + declined;
    return ended == 0 ? 100 : Math.toIntExact(Math.round(100.0 * charged / ended));
  }

  /// A reason why payments failed, and how often.
  public record Failure(String gateway, String error, String providerCode, long times) {}
}
