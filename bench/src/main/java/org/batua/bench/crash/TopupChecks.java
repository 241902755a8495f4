package org.batua.bench.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.batua.bench.crash.Answer.Kind;

/// Money that customers add: what the merchant was told, our books, and the simulator's.
final class TopupChecks {
  private TopupChecks() {}

  /// Who was told that money was added, or that it was not, was told the truth.
  static List<String> topupAnswersHold(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var answer : facts.answers()) {
      var topup = index.topup(answer);
      if (answer.kind() != Kind.TOPUP || !answer.isGood() || topup.isEmpty()) {
        continue;
      }
      boolean holds =
          switch (answer.status()) {
            case "SUCCESS" -> topup.get().hasSucceeded() && index.wasAdded(topup.get());
            case "FAILURE" -> !index.wasAdded(topup.get());
            default -> true;
          };
      if (!holds || (answer.paise() != 0 && answer.paise() != topup.get().paise())) {
        wrong.add(
            "TOPUP %s answered %s: it is %s of %s paise, at the simulator %s"
                .formatted(
                    answer.orderId(),
                    answer.status(),
                    topup.get().status(),
                    topup.get().paise(),
                    index.additions(topup.get().reference())));
      }
    }
    return wrong;
  }

  /// Every top-up that succeeded has added its amount, once.
  static List<String> topupAddedOnce(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var topup : facts.gateway().topups()) {
      var added =
          index.additions(topup.reference()).stream().filter(Facts.Addition::hasSucceeded).toList();
      if (topup.hasSucceeded() && added.size() != 1) {
        wrong.add(topup.reference() + ": succeeded, at the simulator: " + added.size());
      } else if (topup.hasSucceeded() && added.getFirst().movedPaise() != topup.paise()) {
        wrong.add(
            "%s: %s paise, added were %s"
                .formatted(topup.reference(), topup.paise(), added.getFirst().movedPaise()));
      }
    }
    return wrong;
  }

  /// No money came into a wallet by us without a top-up that says so or is still to find out.
  static List<String> everyTopupIsKnown(Facts facts) {
    Map<Facts.Reference, List<Facts.Topup>> ours =
        facts.gateway().topups().stream().collect(groupingBy(Facts.Topup::reference));
    List<String> wrong = new ArrayList<>();
    for (var addition : facts.provider().additions()) {
      var known = ours.getOrDefault(addition.reference(), List.of());
      if (isNamedByProvider(addition)) {
        continue;
      }
      if (known.isEmpty()) {
        wrong.add(addition.reference() + ": a top-up at the simulator, unknown to us");
      } else if (addition.hasSucceeded()
          && known.stream().noneMatch(it -> it.hasSucceeded() || it.isOpen())) {
        wrong.add(addition.reference() + ": added, but it is " + known.getFirst().status());
      }
    }
    return wrong;
  }

  /// PhonePe's page for adding money takes no reference of ours.
  private static boolean isNamedByProvider(Facts.Addition addition) {
    return addition.reference().value().startsWith("TOPUP-");
  }

  /// The journal's top-ups are the statement's; only open ones may be ahead.
  static List<String> topupsAgreeWithTheStatement(Facts facts) {
    Map<Facts.Reference, Long> ours =
        facts.gateway().journal().stream()
            .filter(it -> it.kind().equals(BookChecks.TOPUP))
            .collect(groupingBy(Facts.Entry::reference, summingLong(Facts.Entry::paise)));
    Map<Facts.Reference, Long> theirs = BookChecks.moved(facts, "top_up");
    Set<Facts.Reference> open = new HashSet<>();
    facts.gateway().topups().stream()
        .filter(Facts.Topup::isOpen)
        .forEach(it -> open.add(it.reference()));
    Set<Facts.Reference> references = new HashSet<>(theirs.keySet());
    references.addAll(ours.keySet());
    return references.stream()
        .filter(it -> !open.contains(it))
        .filter(it -> !ours.getOrDefault(it, 0L).equals(theirs.getOrDefault(it, 0L)))
        .map(
            it ->
                "%s: added %s paise in our journal, %s in the statement"
                    .formatted(it, ours.getOrDefault(it, 0L), theirs.getOrDefault(it, 0L)))
        .toList();
  }
}
