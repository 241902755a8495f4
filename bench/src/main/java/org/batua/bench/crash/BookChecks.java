package org.batua.bench.crash;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Our books against the simulator's, to the paisa.
final class BookChecks {
  private static final String SENDING = "SENDING";
  private static final String DEBIT = "DEBIT";
  private static final String SUCCEEDED = "SUCCEEDED";
  private static final String REFUND = "REFUND";
  static final String TOPUP = "TOPUP";

  private BookChecks() {}

  /// Every charged txn is one debit of its amount.
  static List<String> chargedWasDebitedOnce(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var txn : facts.gateway().txns()) {
      var debits =
          index.payments(txn.reference()).stream().filter(Facts.Payment::hasSucceeded).toList();
      if (txn.isCharged() && debits.size() != 1) {
        wrong.add(txn.reference() + ": charged, debits at the simulator: " + debits.size());
      } else if (txn.isCharged() && debits.getFirst().movedPaise() != txn.paise()) {
        wrong.add(
            "%s: charged %s paise, debited %s"
                .formatted(txn.reference(), txn.paise(), debits.getFirst().movedPaise()));
      }
    }
    return wrong;
  }

  /// No reference was debited or added twice. None was sent more often than senders were given it:
  /// at first, and for each time that it was taken over under the same reference.
  static List<String> noReferenceTwice(Facts facts) {
    List<String> wrong = new ArrayList<>();
    Set<Facts.Reference> seen = new HashSet<>();
    Stream.concat(
            facts.provider().payments().stream().map(Facts.Payment::reference),
            facts.provider().additions().stream().map(Facts.Addition::reference))
        .filter(it -> !seen.add(it))
        .map(it -> it + ": twice")
        .forEach(wrong::add);
    Map<String, Long> takenOver =
        facts.gateway().moves().stream()
            .filter(it -> SENDING.equals(it.from()) && it.actor().equals("RESOLVER"))
            .filter(it -> it.to().equals(SENDING))
            .collect(groupingBy(Facts.Move::ofId, counting()));
    Map<String, Long> taken =
        facts.gateway().moves().stream()
            .filter(it -> it.to().equals(SENDING))
            .collect(groupingBy(Facts.Move::ofId, counting()));
    for (var txn : facts.gateway().txns()) {
      long sent = facts.provider().debitCalls().getOrDefault(txn.reference(), 0L);
      if (sent > 1 + takenOver.getOrDefault(txn.id(), 0L)) {
        wrong.add(txn.reference() + ": sent " + sent + " times");
      }
    }
    for (var refund : facts.gateway().refunds()) {
      long sent = facts.provider().refundCalls().getOrDefault(refund.reference(), 0L);
      if (refund.isNamed() && sent > taken.getOrDefault(refund.id(), 0L)) {
        wrong.add("refund " + refund.reference() + ": sent " + sent + " times");
      }
    }
    return wrong;
  }

  /// Each txn has used up a wallet token that no other one has used.
  static List<String> everyTokenPaidOnce(Facts facts) {
    return facts.gateway().txns().stream()
        .filter(it -> !it.hasTokenUse())
        .map(it -> it.id() + " (" + it.status() + "): its token was used for another txn")
        .toList();
  }

  /// No money left a wallet without a txn that says so or is still to find out.
  static List<String> everyDebitIsKnown(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var payment : facts.provider().payments()) {
      var txn = index.txn(payment.reference());
      if (txn.isEmpty()) {
        // a reference that was refused is burnt, and another one takes its place
        if (!payment.status().equals("FAILED")) {
          wrong.add(payment.reference() + ": at the simulator, unknown to us");
        }
      } else if (payment.hasSucceeded()
          && !txn.get().isCharged()
          && !facts.isUndecided(txn.get())) {
        wrong.add(payment.reference() + ": debited, but the txn is " + txn.get().status());
      }
    }
    return wrong;
  }

  /// Nobody pays an order twice, but for a second charge that goes back, or that may come to light.
  static List<String> oneDebitForAnOrder(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    for (var order : facts.gateway().orders()) {
      long charged = index.txns(order).stream().filter(Facts.Txn::isCharged).count();
      var kept = index.txns(order).stream().filter(it -> !it.isSecondCharge()).toList();
      long paid = kept.stream().filter(Facts.Txn::isCharged).count();
      long debited =
          kept.stream()
              .filter(index::wasDebited)
              .filter(it -> !it.isPresumed() || facts.settled())
              .count();
      if (paid > 1 || debited > 1) {
        wrong.add(order.id() + ": charged " + paid + " times, debited " + debited);
      }
      if (order.status().equals("CHARGED") != (charged > 0)) {
        wrong.add(order.id() + ": " + order.status() + " with " + charged + " charged txns");
      }
    }
    return wrong;
  }

  /// What was charged after an order had been paid is on its way back, whole and once.
  static List<String> secondChargesGoBack(Facts facts) {
    List<String> wrong = new ArrayList<>();
    for (var txn : facts.gateway().txns()) {
      long back =
          facts.gateway().refunds().stream()
              .filter(it -> it.txnId().equals(txn.id()) && (it.hasSucceeded() || it.isOpen()))
              .mapToLong(Facts.Refund::paise)
              .sum();
      if (txn.isSecondCharge() && back != txn.paise()) {
        wrong.add(txn.reference() + ": second charge of " + txn.paise() + ", going back " + back);
      }
    }
    return wrong;
  }

  /// The money journal holds each charged txn, each refund and each top-up that succeeded, and no
  /// other.
  static List<String> journalHoldsWhatIsFinal(Facts facts) {
    List<Facts.Entry> due = new ArrayList<>();
    facts.gateway().txns().stream()
        .filter(Facts.Txn::isCharged)
        .map(it -> new Facts.Entry(it.reference(), DEBIT, it.orderRef(), it.paise()))
        .forEach(due::add);
    facts.gateway().refunds().stream()
        .filter(Facts.Refund::hasSucceeded)
        .map(it -> new Facts.Entry(it.reference(), REFUND, it.orderRef(), it.paise()))
        .forEach(due::add);
    facts.gateway().topups().stream()
        .filter(Facts.Topup::hasSucceeded)
        .map(it -> new Facts.Entry(it.reference(), TOPUP, "", it.paise()))
        .forEach(due::add);
    List<String> wrong = new ArrayList<>();
    var journal = facts.gateway().journal();
    difference(due, journal).forEach(it -> wrong.add(it + ": final, not in the journal"));
    difference(journal, due).forEach(it -> wrong.add(it + ": in the journal, not final"));
    if (new HashSet<>(journal).size() != journal.size()) {
      wrong.add("the journal holds something twice");
    }
    return wrong;
  }

  /// The journal's debits are the statement's, line by line and in sum at each gateway, but for
  /// what is open.
  static List<String> debitsAgreeWithTheStatement(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    Map<Facts.Reference, Long> ours =
        facts.gateway().journal().stream()
            .filter(it -> it.kind().equals(DEBIT))
            .collect(groupingBy(Facts.Entry::reference, summingLong(Facts.Entry::paise)));
    Map<Facts.Reference, Long> theirs = new HashMap<>(moved(facts, "debit"));
    theirs.keySet().removeIf(it -> index.txn(it).filter(facts::isUndecided).isPresent());
    ours.forEach(
        (reference, paise) -> {
          if (!paise.equals(theirs.get(reference))) {
            wrong.add(
                "%s: %s paise in our journal, %s in the statement"
                    .formatted(reference, paise, theirs.get(reference)));
          }
        });
    var ourSums = sums(ours);
    var theirSums = sums(theirs);
    if (!ourSums.equals(theirSums)) {
      wrong.add("debits: our journal says " + ourSums + " paise, the statements " + theirSums);
    }
    return wrong;
  }

  /// The journal's refunds are the statement's, debit by debit; only open ones may be ahead.
  static List<String> refundsAgreeWithTheStatement(Facts facts) {
    Map<Facts.Reference, Long> theirs = moved(facts, "refund");
    Map<String, Facts.Reference> referenceOfTxn =
        facts.gateway().txns().stream().collect(toMap(Facts.Txn::id, Facts.Txn::reference));
    Map<Facts.Reference, Long> ours = refunds(facts, referenceOfTxn, Facts.Refund::hasSucceeded);
    Map<Facts.Reference, Long> open = refunds(facts, referenceOfTxn, Facts.Refund::isOpen);
    Set<Facts.Reference> references = new HashSet<>(theirs.keySet());
    references.addAll(ours.keySet());
    List<String> wrong = new ArrayList<>();
    for (var reference : references) {
      long we = ours.getOrDefault(reference, 0L);
      long they = theirs.getOrDefault(reference, 0L);
      if (they < we || they > we + open.getOrDefault(reference, 0L)) {
        wrong.add(
            "%s: refunded %s paise in our books, %s in the statement, open %s"
                .formatted(reference, we, they, open.getOrDefault(reference, 0L)));
      }
    }
    return wrong;
  }

  /// Where a provider knows refunds by name, each of ours is the one of that name there, once and
  /// of its amount, and none there is a stranger.
  static List<String> refundsHaveTheirNames(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    Set<Facts.Reference> ours = new HashSet<>();
    for (var refund : facts.gateway().refunds()) {
      ours.add(refund.reference());
      var theirs =
          index.paidBack(refund).stream().filter(it -> it.status().equals(SUCCEEDED)).toList();
      boolean isRight = theirs.stream().allMatch(it -> it.paise() == refund.paise());
      boolean isOver = !refund.isOpen() && refund.isNamed();
      if (!isRight || theirs.size() > 1 || (isOver && refund.hasSucceeded() == theirs.isEmpty())) {
        wrong.add(
            "refund %s: %s of %s paise, by that name the simulator has %s"
                .formatted(refund.reference(), refund.status(), refund.paise(), theirs));
      }
    }
    for (var payment : facts.provider().payments()) {
      payment.refunds().stream()
          .filter(it -> !it.name().isEmpty())
          .map(it -> new Facts.Reference(payment.reference().gateway(), it.name()))
          .filter(it -> !ours.contains(it))
          .map(it -> "refund " + it + ": at the simulator, unknown to us")
          .forEach(wrong::add);
    }
    return wrong;
  }

  /// What an order keeps of its refunds is what they come to, and never more than was paid.
  static List<String> refundsAreCounted(Facts facts) {
    var index = new Index(facts);
    List<String> wrong = new ArrayList<>();
    var secondCharges =
        facts.gateway().txns().stream()
            .filter(Facts.Txn::isSecondCharge)
            .map(Facts.Txn::id)
            .collect(toSet());
    for (var order : facts.gateway().orders()) {
      long counted =
          index.refunds(order).stream()
              .filter(it -> !secondCharges.contains(it.txnId()))
              .filter(it -> it.hasSucceeded() || it.isOpen())
              .mapToLong(Facts.Refund::paise)
              .sum();
      if (counted != order.refundedPaise() || counted > order.paise()) {
        wrong.add(
            "%s: refunds of %s paise, the order counts %s of %s"
                .formatted(order.id(), counted, order.refundedPaise(), order.paise()));
      }
    }
    return wrong;
  }

  /// Every wallet has what was there, less the debits, plus the refunds and the top-ups.
  static List<String> balancesAgree(Facts facts) {
    Map<String, Long> moved = new HashMap<>();
    facts.provider().payments().stream()
        .filter(Facts.Payment::hasSucceeded)
        .forEach(
            it ->
                moved.merge(
                    wallet(it.reference().gateway(), it.account()),
                    it.addedPaise() + it.refundedPaise() - it.movedPaise(),
                    Long::sum));
    facts.provider().additions().stream()
        .filter(Facts.Addition::hasSucceeded)
        .forEach(
            it ->
                moved.merge(
                    wallet(it.reference().gateway(), it.account()), it.movedPaise(), Long::sum));
    List<String> wrong = new ArrayList<>();
    for (var account : facts.provider().accounts()) {
      var wallet = wallet(account.gateway(), account.digits());
      long due = account.startPaise() + moved.getOrDefault(wallet, 0L);
      if (due != account.nowPaise()) {
        wrong.add(
            "wallet %s: has %s paise, should have %s".formatted(wallet, account.nowPaise(), due));
      }
    }
    facts.provider().ledgerSums().entrySet().stream()
        .filter(it -> it.getValue() != 0)
        .map(it -> "the simulator's ledger of " + it.getKey() + " adds up to " + it.getValue())
        .forEach(wrong::add);
    return wrong;
  }

  private static String wallet(String gateway, String digits) {
    return gateway + " " + digits;
  }

  static Map<Facts.Reference, Long> moved(Facts facts, String type) {
    return facts.provider().statement().stream()
        .filter(it -> it.type().equals(type) && it.hasSucceeded())
        .collect(
            groupingBy(Facts.StatementLine::reference, summingLong(Facts.StatementLine::paise)));
  }

  private static Map<Facts.Reference, Long> refunds(
      Facts facts, Map<String, Facts.Reference> referenceOfTxn, Predicate<Facts.Refund> which) {
    return facts.gateway().refunds().stream()
        .filter(which)
        .collect(
            groupingBy(
                it ->
                    referenceOfTxn.getOrDefault(
                        it.txnId(), new Facts.Reference("no txn", it.txnId())),
                summingLong(Facts.Refund::paise)));
  }

  private static Map<String, Long> sums(Map<Facts.Reference, Long> paise) {
    Map<String, Long> sums = new TreeMap<>();
    paise.forEach((reference, one) -> sums.merge(reference.gateway(), one, Long::sum));
    return sums;
  }

  private static List<Facts.Entry> difference(List<Facts.Entry> of, List<Facts.Entry> minus) {
    var without = new HashSet<>(minus);
    return of.stream().filter(it -> !without.contains(it)).toList();
  }
}
