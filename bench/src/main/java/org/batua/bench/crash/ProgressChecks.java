package org.batua.bench.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether everything is final or will be looked at again, and how it came to be as it is.
final class ProgressChecks {
  /// A job that is due is taken up within this time.
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final String PENDING = "PENDING";
  private static final String REVIEW = "MANUAL_REVIEW";
  private static final Set<String> SUCCESS = Set.of("CHARGED", "SUCCEEDED");
  private static final Set<String> WAIT_FOR_CUSTOMER =
      Set.of(
          "AWAITING_CONFIRMATION",
          "AWAITING_WALLET",
          "AWAITING_REDIRECT",
          "AWAITING_FUNDS",
          "FUNDS_IN_TRANSIT");
  private static final Set<String> WORTHLESS = Set.of("FORGED", "UNREADABLE");

  private ProgressChecks() {}

  private record Row(
      String name,
      Facts.Reference reference,
      String status,
      boolean isOpen,
      @Nullable Instant nextCheckAt) {

    static Row of(Facts.Txn it) {
      return new Row("txn", it.reference(), it.status(), it.isOpen(), it.nextCheckAt());
    }

    static Row of(Facts.Refund it) {
      return new Row("refund", it.reference(), it.status(), it.isOpen(), it.nextCheckAt());
    }

    static Row of(Facts.Topup it) {
      return new Row("top-up", it.reference(), it.status(), it.isOpen(), it.nextCheckAt());
    }
  }

  /// Nothing is forgotten: what is not final has a time at which it is looked at.
  ///
  /// What may be with a person instead is where nothing more can be found out: a refund whose
  /// provider gives refunds no name and knows only their sum, and that sum holds nothing of it; a
  /// top-up whose time is over and that waits for its customer at the provider, too.
  static List<String> openHasANextCheck(Facts facts) {
    var index = new Index(facts);
    Set<Facts.Reference> withAPerson = new HashSet<>();
    facts.gateway().refunds().stream()
        .filter(it -> !it.isNamed() && it.status().equals(REVIEW) && !index.hasTrace(it))
        .forEach(it -> withAPerson.add(it.reference()));
    facts.gateway().topups().stream()
        .filter(it -> it.status().equals(REVIEW) && waitsThere(it, index))
        .forEach(it -> withAPerson.add(it.reference()));
    return list(
        facts,
        it -> it.isOpen() && it.nextCheckAt() == null && !withAPerson.contains(it.reference()),
        "no next check");
  }

  private static boolean waitsThere(Facts.Topup topup, Index index) {
    var known = index.additions(topup.reference());
    return !known.isEmpty() && known.stream().allMatch(it -> it.status().equals(PENDING));
  }

  /// What is due has been looked at.
  static List<String> nothingIsOverdue(Facts facts) {
    return list(
        facts, it -> it.isOpen() && facts.isOverdue(it.nextCheckAt(), GRACE), "overdue since");
  }

  /// Nobody is still believed to be sending after the deadline of a send.
  static List<String> sendingEnds(Facts facts) {
    return list(
        facts,
        it -> it.status().equals("SENDING") && facts.isOverdue(it.nextCheckAt(), Duration.ZERO),
        "older than its deadline");
  }

  /// The history leads, move by move, to where each one stands.
  static List<String> historyIsUnbroken(Facts facts) {
    Map<String, String> last = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (var move : facts.gateway().moves()) {
      var before = last.put(move.ofId(), move.to());
      if (!Objects.equals(before, move.from())) {
        wrong.add(move.ofId() + ": moved from " + move.from() + ", stood at " + before);
      }
    }
    Stream.of(
            facts.gateway().txns().stream().map(it -> Map.entry(it.id(), it.status())),
            facts.gateway().refunds().stream().map(it -> Map.entry(it.id(), it.status())),
            facts.gateway().topups().stream().map(it -> Map.entry(it.id(), it.status())))
        .flatMap(it -> it)
        .filter(it -> !it.getValue().equals(last.get(it.getKey())))
        .map(it -> it.getKey() + ": " + it.getValue() + ", last move to " + last.get(it.getKey()))
        .forEach(wrong::add);
    return wrong;
  }

  /// What has ended stays so; only a success may come after a failure.
  static List<String> finalIsFinal(Facts facts) {
    return facts.gateway().moves().stream()
        .filter(
            it ->
                switch (String.valueOf(it.from())) {
                  case "CHARGED", "SUCCEEDED", "NOT_SENT" -> true;
                  case "DECLINED", "FAILED" -> !SUCCESS.contains(it.to());
                  default -> false;
                })
        .map(it -> it.ofId() + ": moved from " + it.from() + " to " + it.to())
        .toList();
  }

  /// A notification that no provider has signed is worth nothing.
  static List<String> forgeriesChangeNothing(Facts facts) {
    return facts.gateway().forgeries().stream()
        .filter(it -> !WORTHLESS.contains(it.status()))
        .map(it -> "a forged notification of " + it.account() + " is " + it.status())
        .toList();
  }

  /// Once everything had time, what the simulator has a trace of has ended here too.
  static List<String> knownOutcomesAreTaken(Facts facts) {
    if (!facts.settled()) {
      return List.of();
    }
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var txn : facts.gateway().txns()) {
      var known = index.payments(txn.reference());
      // who closed the window on the provider's page may come back
      boolean isAwaited =
          WAIT_FOR_CUSTOMER.contains(txn.status())
              && known.stream().noneMatch(Facts.Payment::hasSucceeded);
      boolean isMissed = txn.isPresumed() && index.wasDebited(txn);
      if ((txn.isOpen() && !known.isEmpty() && !isAwaited) || isMissed) {
        wrong.add(txn.reference() + ": " + txn.status() + ", but the simulator knows it");
      }
      long theirs = index.refundedThere(txn);
      long ours = index.refundedHere(txn);
      if (theirs > ours) {
        wrong.add(txn.reference() + ": " + theirs + " paise given back, known are " + ours);
      }
    }
    for (var topup : facts.gateway().topups()) {
      boolean isDecided =
          index.additions(topup.reference()).stream().anyMatch(it -> !it.status().equals(PENDING));
      boolean isMissed = topup.isPresumed() && index.wasAdded(topup);
      if ((topup.isOpen() && isDecided) || isMissed) {
        wrong.add(topup.reference() + ": " + topup.status() + ", but the customer has decided");
      }
    }
    return wrong;
  }

  private static List<String> list(Facts facts, Predicate<Row> wrong, String what) {
    return Stream.of(
            facts.gateway().txns().stream().map(Row::of),
            facts.gateway().refunds().stream().map(Row::of),
            facts.gateway().topups().stream().map(Row::of))
        .flatMap(it -> it)
        .filter(wrong)
        .map(
            it ->
                "%s %s: %s, %s %s"
                    .formatted(it.name(), it.reference(), it.status(), what, it.nextCheckAt()))
        .toList();
  }
}
