package org.batua.bench.crash;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was under way when a process was killed, and what became of it within half a minute of the
/// restart, whatever else was killed meanwhile.
///
/// @param count debits and refunds that were being sent, or whose end was open, at the kill
/// @param ended those that were final by then
/// @param open the others: how many of each kind, at which gateway, in which status
record UnderWay(int count, int ended, Map<String, Integer> open) {
  private static final Set<String> FINAL =
      Set.of("CHARGED", "SUCCEEDED", "DECLINED", "NOT_SENT", "FAILED");
  private static final Set<String> WAITS_FOR_CUSTOMER =
      Set.of(
          "AWAITING_WALLET",
          "AWAITING_CONFIRMATION",
          "AWAITING_FUNDS",
          "AWAITING_REDIRECT",
          "FUNDS_IN_TRANSIT");

  static final UnderWay NOTHING = new UnderWay(0, 0, Map.of());

  /// @param by the moment whose status counts
  static UnderWay at(Instant killed, Instant by, Facts.Gateway gateway) {
    Map<String, String> names = new HashMap<>();
    gateway.txns().forEach(it -> names.put(it.id(), it.reference().gateway() + " debit"));
    gateway.refunds().forEach(it -> names.put(it.id(), it.reference().gateway() + " refund"));
    int count = 0;
    int ended = 0;
    Map<String, Integer> open = new TreeMap<>();
    for (var history : histories(gateway).entrySet()) {
      var name = names.get(history.getKey());
      if (name == null || !wasUnderWay(history.getValue(), killed)) {
        continue;
      }
      var last = last(history.getValue(), by).orElseThrow().to();
      count++;
      if (FINAL.contains(last)) {
        ended++;
      } else {
        open.merge(name + " " + last, 1, Integer::sum);
      }
    }
    return new UnderWay(count, ended, open);
  }

  /// Whether something of it may still end by then: it is open, and will be looked at before.
  static boolean mayEnd(Instant killed, Instant by, Facts.Gateway gateway) {
    var histories = histories(gateway);
    Map<String, Instant> next = new HashMap<>();
    gateway.txns().forEach(it -> put(next, it.id(), it.isOpen(), it.nextCheckAt()));
    gateway.refunds().forEach(it -> put(next, it.id(), it.isOpen(), it.nextCheckAt()));
    return next.entrySet().stream()
        .filter(it -> it.getValue().isBefore(by))
        .anyMatch(it -> wasUnderWay(histories.getOrDefault(it.getKey(), List.of()), killed));
  }

  private static void put(
      Map<String, Instant> next, String id, boolean isOpen, @Nullable Instant checkAt) {
    if (isOpen && checkAt != null) {
      next.put(id, checkAt);
    }
  }

  private static Map<String, List<Facts.Move>> histories(Facts.Gateway gateway) {
    return gateway.moves().stream().collect(groupingBy(Facts.Move::ofId));
  }

  private static Optional<Facts.Move> last(List<Facts.Move> history, Instant at) {
    return history.stream().filter(it -> !it.at().isAfter(at)).reduce((_, later) -> later);
  }

  /// Nothing is under way that has ended, or that waits for its customer.
  private static boolean wasUnderWay(List<Facts.Move> history, Instant at) {
    return last(history, at)
        .map(Facts.Move::to)
        .filter(it -> !FINAL.contains(it) && !WAITS_FOR_CUSTOMER.contains(it))
        .filter(it -> !it.equals("PRESUMED_FAILED"))
        .isPresent();
  }

  UnderWay plus(UnderWay other) {
    Map<String, Integer> sum = new TreeMap<>(open);
    other.open.forEach((name, number) -> sum.merge(name, number, Integer::sum));
    return new UnderWay(count + other.count, ended + other.ended, sum);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d under way at the kill, %d of them final, open: %s", count, ended, open);
  }
}
