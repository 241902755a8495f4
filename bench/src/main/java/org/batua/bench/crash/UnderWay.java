package org.batua.bench.crash;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What was under way when a process was killed, and what became of it within half a minute of the
/// restart.
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

  private static final Set<String> MAY_END = Set.of("QUEUED", "SENDING", "UNKNOWN", "PENDING");

  static final UnderWay NOTHING = new UnderWay(0, 0, Map.of());

  /// Of all that was under way at a crash of a chain, each movement once.
  static Map<ProviderBehaviour, UnderWay> at(Chain chain, Facts.Gateway gateway) {
    Map<ProviderBehaviour, UnderWay> found = new EnumMap<>(ProviderBehaviour.class);
    var histories = histories(gateway);
    for (var movement : movements(gateway)) {
      var history = histories.getOrDefault(movement.id(), List.of());
      if (wasUnderWay(history, chain)) {
        var last = last(history, chain.end()).orElseThrow().to();
        var one =
            FINAL.contains(last)
                ? new UnderWay(1, 1, Map.of())
                : new UnderWay(1, 0, Map.of(movement + " " + last, 1));
        found.merge(movement.behaviour(chain), one, UnderWay::plus);
      }
    }
    return found;
  }

  /// Whether something of it may still end: it is open, and no person is waited for.
  static boolean mayEnd(Chain chain, Facts.Gateway gateway) {
    var histories = histories(gateway);
    return movements(gateway).stream()
        .filter(it -> MAY_END.contains(it.status()))
        .anyMatch(it -> wasUnderWay(histories.getOrDefault(it.id(), List.of()), chain));
  }

  /// A debit or a refund.
  private record Movement(String id, String gateway, boolean isRefund, String status) {
    ProviderBehaviour behaviour(Chain chain) {
      var known = WalletGateway.of(gateway).orElseThrow();
      return ProviderBehaviour.of(known, isRefund, chain);
    }

    @Override
    public String toString() {
      return gateway + (isRefund ? " refund" : " debit");
    }
  }

  private static List<Movement> movements(Facts.Gateway gateway) {
    List<Movement> all = new ArrayList<>();
    for (var it : gateway.txns()) {
      var at = it.reference().gateway();
      all.add(new Movement(it.id(), at, /* isRefund= */ false, it.status()));
    }
    for (var it : gateway.refunds()) {
      var at = it.reference().gateway();
      all.add(new Movement(it.id(), at, /* isRefund= */ true, it.status()));
    }
    return all;
  }

  private static Map<String, List<Facts.Move>> histories(Facts.Gateway gateway) {
    return gateway.moves().stream().collect(groupingBy(Facts.Move::ofId));
  }

  private static Optional<Facts.Move> last(List<Facts.Move> history, Instant at) {
    return history.stream().filter(it -> !it.at().isAfter(at)).reduce((_, later) -> later);
  }

  private static boolean wasUnderWay(List<Facts.Move> history, Chain chain) {
    return chain.kills().stream().anyMatch(it -> wasUnderWay(history, it));
  }

  /// Nothing is under way that has ended, or that waits for its customer.
  private static boolean wasUnderWay(List<Facts.Move> history, Instant at) {
    return last(history, at)
        .map(Facts.Move::to)
        .filter(it -> !FINAL.contains(it) && !WAITS_FOR_CUSTOMER.contains(it))
        .filter(it -> !it.equals("PRESUMED_FAILED"))
        .isPresent();
  }

  static UnderWay together(Map<ProviderBehaviour, UnderWay> all) {
    return all.values().stream().reduce(NOTHING, UnderWay::plus);
  }

  UnderWay plus(UnderWay other) {
    Map<String, Integer> sum = new TreeMap<>(open);
    other.open.forEach((name, number) -> sum.merge(name, number, Integer::sum));
    return new UnderWay(count + other.count, ended + other.ended, sum);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d under way at a kill, %d of them final (%.1f %%), open: %s",
        count,
        ended,
        count == 0 ? 100.0 : 100.0 * ended / count,
        open);
  }
}
