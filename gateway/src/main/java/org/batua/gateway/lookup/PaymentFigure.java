package org.batua.gateway.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.batua.gateway.base.Money;

/// So many payments that went the same way at one account.
///
/// @param bucket of how long they took; negative for those of which it is not known
record PaymentFigure(
    String gateway,
    String account,
    String status,
    String error,
    String providerCode,
    int bucket,
    long payments,
    Money amount,
    Instant last) {
  private static final Set<String> FAILED = Set.of("DECLINED", "PRESUMED_FAILED", "NOT_SENT");
  private static final String CHARGED = "CHARGED";
  private static final int FAILURES_MAX = 20;

  private record Account(String gateway, String id, String currency) {}

  private record Reason(String gateway, String error, String providerCode) {}

  static GatewayHealth.Day day(Collection<PaymentFigure> figures) {
    var accounts =
        figures.stream()
            .collect(
                Collectors.groupingBy(
                    it ->
                        new Account(
                            it.gateway, it.account, it.amount.currency().getCurrencyCode())))
            .entrySet()
            .stream()
            .map(it -> health(it.getKey(), it.getValue()))
            .sorted(
                Comparator.comparingLong(GatewayHealth::payments)
                    .reversed()
                    .thenComparing(GatewayHealth::account))
            .toList();
    var failures =
        figures.stream()
            .filter(it -> !it.error.isEmpty())
            .collect(
                Collectors.groupingBy(
                    it -> new Reason(it.gateway, it.error, it.providerCode),
                    Collectors.summingLong(PaymentFigure::payments)))
            .entrySet()
            .stream()
            .map(
                it ->
                    new GatewayHealth.Failure(
                        it.getKey().gateway,
                        it.getKey().error,
                        it.getKey().providerCode,
                        it.getValue()))
            .sorted(
                Comparator.comparingLong(GatewayHealth.Failure::times)
                    .reversed()
                    .thenComparing(GatewayHealth.Failure::error)
                    .thenComparing(GatewayHealth.Failure::providerCode))
            .limit(FAILURES_MAX)
            .toList();
    return new GatewayHealth.Day(accounts, failures);
  }

  private static GatewayHealth health(Account account, List<PaymentFigure> figures) {
    var charged = figures.stream().filter(it -> it.status.equals(CHARGED)).toList();
    var failed = figures.stream().filter(it -> FAILED.contains(it.status)).toList();
    long all = sum(figures);
    var times =
        charged.stream()
            .filter(it -> it.bucket >= 0)
            .collect(
                Collectors.groupingBy(
                    PaymentFigure::bucket,
                    TreeMap::new,
                    Collectors.summingLong(PaymentFigure::payments)));
    var currency = figures.getFirst().amount.currency();
    return new GatewayHealth(
        account.gateway,
        account.id,
        all,
        sum(charged),
        sum(failed),
        all - sum(charged) - sum(failed),
        within(times, 50),
        within(times, 95),
        within(times, 99),
        charged.stream().map(PaymentFigure::last).max(Comparator.naturalOrder()),
        new Money(charged.stream().mapToLong(it -> it.amount.minor()).sum(), currency));
  }

  private static long sum(List<PaymentFigure> figures) {
    return figures.stream().mapToLong(PaymentFigure::payments).sum();
  }

  /// The bound of the bucket within which so many percent ended; buckets lie 19 % apart.
  private static Duration within(Map<Integer, Long> buckets, int percent) {
    long all = buckets.values().stream().mapToLong(Long::longValue).sum();
    long counted = 0;
    for (var bucket : buckets.entrySet()) {
      counted += bucket.getValue();
      if (counted * 100 >= all * percent) {
        return Duration.ofMillis(Math.round(Math.pow(2, bucket.getKey() / 4.0)));
      }
    }
    return Duration.ZERO;
  }
}
