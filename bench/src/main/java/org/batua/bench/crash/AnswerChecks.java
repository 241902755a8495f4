package org.batua.bench.crash;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.batua.bench.crash.Answer.Kind;

/// What the client was told, against what the gateway stored and the simulator did.
final class AnswerChecks {
  private static final String CHARGED = "CHARGED";
  private static final Set<String> REFUSED = Set.of("AUTHORIZATION_FAILED", "JUSPAY_DECLINED");

  private AnswerChecks() {}

  /// No acknowledged debit is missing, in our books or at the provider.
  static List<String> chargedMeansCharged(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var answer : facts.answers()) {
      if (!answer.saysCharged()) {
        continue;
      }
      var order = index.order(answer.orderId());
      var txn = index.txn(answer);
      if (order.isEmpty() || !order.get().status().equals(CHARGED)) {
        wrong.add(
            told(answer) + "the order is " + order.map(Facts.Order::status).orElse("missing"));
      } else if (txn.isEmpty() || !txn.get().isCharged()) {
        wrong.add(told(answer) + "the txn is " + txn.map(Facts.Txn::status).orElse("missing"));
      } else if (!index.wasDebited(txn.get())) {
        wrong.add(told(answer) + "the simulator has no debit " + txn.get().reference());
      } else if (answer.paise() != 0 && answer.paise() != txn.get().paise()) {
        wrong.add(told(answer) + answer.paise() + " paise, charged were " + txn.get().paise());
      }
    }
    return wrong;
  }

  /// Who was told that it failed has not paid, unless it was only presumed to have.
  static List<String> refusedMeansNotDebited(Facts facts) {
    var index = new Index(facts);
    var presumed =
        facts.gateway().moves().stream()
            .filter(it -> it.to().equals("PRESUMED_FAILED"))
            .map(Facts.Move::ofId)
            .collect(toSet());
    return facts.answers().stream()
        .filter(it -> it.isAboutThePayment() && REFUSED.contains(it.status()))
        .filter(it -> index.txn(it).filter(index::wasDebited).isPresent())
        .filter(it -> index.txn(it).filter(txn -> presumed.contains(txn.id())).isEmpty())
        .map(it -> told(it) + "the simulator has debited " + it.txnId())
        .toList();
  }

  /// What was said to exist does, with the amount that was asked for.
  static List<String> acknowledgedExists(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var answer : facts.answers()) {
      if (!answer.isGood()) {
        continue;
      }
      boolean exists =
          switch (answer.kind()) {
            case CREATE -> index.order(answer.orderId()).isPresent();
            case PAY -> index.txn(answer).isPresent();
            case STATUS -> answer.txnId().isEmpty() || index.txn(answer).isPresent();
            case REFUND -> index.refund(answer).isPresent();
            case TOPUP -> index.topup(answer).isPresent();
          };
      if (!exists) {
        wrong.add(told(answer) + "nothing is stored");
      }
    }
    for (var order : facts.gateway().orders()) {
      addUnlessAsked(facts, order.id(), order.paise(), wrong);
    }
    // those that payments need have no name of the merchant's
    for (var topup :
        facts.gateway().topups().stream().filter(it -> !it.name().equals(it.id())).toList()) {
      addUnlessAsked(facts, topup.name(), topup.paise(), wrong);
    }
    return wrong;
  }

  private static void addUnlessAsked(Facts facts, String id, long paise, List<String> wrong) {
    var asked = facts.asked().get(id);
    if (asked == null || asked != paise) {
      wrong.add(id + ": " + paise + " paise stored, asked for were " + asked);
    }
  }

  /// A refund that was said to be final is so in our books.
  static List<String> refundAnswersHold(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var answer : facts.answers()) {
      var refund = index.refund(answer);
      if (answer.kind() != Kind.REFUND || !answer.isGood() || refund.isEmpty()) {
        continue;
      }
      var status = refund.get().status();
      boolean fits =
          switch (answer.status()) {
            case "SUCCESS" -> status.equals("SUCCEEDED");
            case "FAILURE" -> status.equals("DECLINED");
            default -> true;
          };
      if (!fits || (answer.paise() != 0 && answer.paise() != refund.get().paise())) {
        wrong.add(told(answer) + "the refund is " + status + " of " + refund.get().paise());
      }
    }
    return wrong;
  }

  /// Who was told that it is charged is never told otherwise afterwards.
  static List<String> chargedIsNotTakenBack(Facts facts) {
    Map<String, Instant> charged = new HashMap<>();
    for (var answer : facts.answers()) {
      if (answer.saysCharged()) {
        charged.merge(answer.orderId(), answer.at(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return facts.answers().stream()
        .filter(it -> it.kind() == Kind.STATUS && it.isGood() && !it.status().equals(CHARGED))
        .filter(it -> charged.getOrDefault(it.orderId(), Instant.MAX).isBefore(it.askedAt()))
        .map(it -> told(it) + "it was CHARGED before")
        .toList();
  }

  private static String told(Answer answer) {
    return "%s %s answered %s: "
        .formatted(answer.kind(), answer.orderId() + answer.requestId(), answer.status());
  }
}
