package org.batua.gateway.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// How the payments of a day went at one account of a merchant, as counted a minute ago at most.
///
/// @param account the provider account's id
/// @param median how long a payment took that succeeded at once
/// @param slow what one of twenty exceeds
/// @param slowest what one of a hundred exceeds
public record GatewayHealth(
    String gateway,
    String account,
    long payments,
    long charged,
    long declined,
    long open,
    Duration median,
    Duration slow,
    Duration slowest,
    Optional<Instant> lastCharged,
    Money chargedAmount) {
  /// Of the payments that ended, in percent.
  public int successPercent() {
    long ended = charged + declined;
    return ended == 0 ? 100 : Math.toIntExact(Math.round(100.0 * charged / ended));
  }

  /// A reason why payments failed, and how often.
  public record Failure(String gateway, String error, String providerCode, long times) {}

  /// All accounts with payments, busiest first, and the reasons of failures, most frequent first.
  public record Day(List<GatewayHealth> accounts, List<Failure> failures) {}
}
