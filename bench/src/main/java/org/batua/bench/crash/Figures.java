package org.batua.bench.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a run or a cycle of it did, counted from the gateway's rows.
///
/// @param debits txns that were charged, by gateway
/// @param refunds that succeeded, by gateway
/// @param topups that succeeded, by gateway
/// @param unknown txns and refunds of which nobody could tell at first what became of them
/// @param resolved those of them that are final by now
/// @param slowest from the first move to the final one, of those that were unknown
record Figures(
    Map<String, Integer> debits,
    Map<String, Integer> refunds,
    Map<String, Integer> topups,
    int unknown,
    int resolved,
    Duration slowest) {
  private static final Set<String> UNCERTAIN = Set.of("UNKNOWN", "PENDING", "MANUAL_REVIEW");
  private static final Set<String> FINAL =
      Set.of("CHARGED", "SUCCEEDED", "PRESUMED_FAILED", "DECLINED", "NOT_SENT");
  private static final String CALL = "CALL";

  /// Of the txns and refunds that were made since then.
  static Figures of(Facts.Gateway gateway, Instant since) {
    Map<String, String> statuses =
        Stream.concat(
                gateway.txns().stream()
                    .filter(it -> !it.createdAt().isBefore(since))
                    .map(it -> Map.entry(it.id(), it.status())),
                gateway.refunds().stream()
                    .filter(it -> !it.createdAt().isBefore(since))
                    .map(it -> Map.entry(it.id(), it.status())))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, List<Facts.Move>> uncertain = new TreeMap<>();
    gateway.moves().stream()
        .filter(it -> statuses.containsKey(it.ofId()))
        .collect(groupingBy(Facts.Move::ofId))
        .forEach(
            (id, moves) -> {
              if (moves.stream().anyMatch(Figures::isUncertain)) {
                uncertain.put(id, moves);
              }
            });
    var resolved =
        uncertain.values().stream().filter(it -> FINAL.contains(it.getLast().to())).toList();
    var slowest =
        resolved.stream()
            .map(it -> Duration.between(it.getFirst().at(), it.getLast().at()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new Figures(
        count(
            gateway.txns().stream()
                .filter(it -> it.isCharged() && !it.createdAt().isBefore(since))
                .map(Facts.Txn::reference)),
        count(
            gateway.refunds().stream()
                .filter(it -> it.hasSucceeded() && !it.createdAt().isBefore(since))
                .map(Facts.Refund::reference)),
        count(
            gateway.topups().stream()
                .filter(it -> it.hasSucceeded() && !it.createdAt().isBefore(since))
                .map(Facts.Topup::reference)),
        uncertain.size(),
        resolved.size(),
        slowest);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d debits, %d refunds, %d top-ups, %d unknown, %d of them resolved, slowest %.1f s",
        sum(debits),
        sum(refunds),
        sum(topups),
        unknown,
        resolved,
        slowest.toMillis() / 1000.0);
  }

  /// How all this was spread, a line for each gateway.
  List<String> mix() {
    return debits.keySet().stream()
        .map(
            it ->
                "%s: %s debits, %s refunds, %s top-ups"
                    .formatted(
                        it,
                        debits.get(it),
                        refunds.getOrDefault(it, 0),
                        topups.getOrDefault(it, 0)))
        .toList();
  }

  /// The sender did not learn it, or never came back to say.
  private static boolean isUncertain(Facts.Move move) {
    return UNCERTAIN.contains(move.to())
        || (FINAL.contains(move.to()) && !move.actor().equals(CALL));
  }

  private static Map<String, Integer> count(Stream<Facts.Reference> references) {
    Map<String, Integer> counts = new TreeMap<>();
    references.forEach(it -> counts.merge(it.gateway(), 1, Integer::sum));
    return counts;
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
