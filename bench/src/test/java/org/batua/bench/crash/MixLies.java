package org.batua.bench.crash;

import java.util.List;
import org.batua.bench.crash.Answer.Kind;
import org.batua.bench.crash.ChecksBiteTest.Lie;

/// Lies that only several gateways make possible: about who holds what, the names of refunds, and
/// top-ups.
final class MixLies {
  private static final int NAMED_REFUND = 1;
  private static final int NAMED_PAYMENT = 2;
  private static final int NAMED_TXN = 3;

  private MixLies() {}

  /// The same reference means another movement at another gateway.
  static List<Lie> gateways() {
    return List.of(
        new Lie(
            Check.CHARGED_WAS_DEBITED_ONCE,
            "only another gateway has debited that reference",
            it -> it.payments.remove(NAMED_PAYMENT)),
        new Lie(
            Check.CHARGED_MEANS_CHARGED,
            "acknowledged, debited at another gateway only",
            it -> {
              it.answer(Kind.STATUS, "named", "", "CHARGED", 1000, 9);
              it.payments.remove(NAMED_PAYMENT);
            }),
        new Lie(
            Check.EVERY_DEBIT_IS_KNOWN,
            "debited at the wrong gateway",
            it -> Agreement.change(it.txns, NAMED_TXN, MixLies::atFreecharge)),
        new Lie(
            Check.JOURNAL_HOLDS_WHAT_IS_FINAL,
            "booked at the wrong gateway",
            it ->
                Agreement.change(
                    it.journal,
                    2,
                    one ->
                        new Facts.Entry(
                            Agreement.mobikwik("paid"), one.kind(), one.orderRef(), one.paise()))),
        new Lie(
            Check.DEBITS_AGREE_WITH_THE_STATEMENT,
            "one gateway's statement shows what the other's lacks",
            it ->
                it.statement.replaceAll(
                    one ->
                        one.type().equals("debit") && one.reference().gateway().equals("PAYTM")
                            ? new Facts.StatementLine(
                                Agreement.mobikwik("else"), "debit", one.paise(), one.status())
                            : one)),
        new Lie(
            Check.BALANCES_AGREE,
            "a paisa went from one gateway's wallet to the other's",
            it -> {
              Agreement.change(it.accounts, 0, one -> changed(one, 1));
              Agreement.change(it.accounts, 1, one -> changed(one, -1));
            }),
        new Lie(
            Check.BALANCES_AGREE,
            "two ledgers that only add up together",
            it -> {
              it.ledgerSums.put("MOBIKWIK", 1L);
              it.ledgerSums.put("PAYTM", -1L);
            }),
        new Lie(
            Check.NO_REFERENCE_TWICE,
            "sent again and again to one of two gateways",
            it -> it.debitCalls.put(Agreement.paytm("paid"), 5L)));
  }

  /// Where a refund has a name, its sum alone does not prove it.
  static List<Lie> names() {
    return List.of(
        new Lie(
            Check.REFUNDS_HAVE_THEIR_NAMES,
            "given back by another name",
            it -> paidBack(it, new Facts.PaidBack("ref-other", 400, "SUCCEEDED"))),
        new Lie(
            Check.REFUNDS_HAVE_THEIR_NAMES,
            "given back twice by one name",
            it -> {
              var half = new Facts.PaidBack("ref-back", 200, "SUCCEEDED");
              paidBack(it, half, half);
            }),
        new Lie(
            Check.REFUNDS_HAVE_THEIR_NAMES,
            "a refund that nobody intended",
            it ->
                paidBack(
                    it,
                    new Facts.PaidBack("ref-back", 400, "SUCCEEDED"),
                    new Facts.PaidBack("ref-stranger", 1, "PENDING"))),
        new Lie(
            Check.REFUNDS_HAVE_THEIR_NAMES,
            "declined, but given back",
            it -> refund(it, "DECLINED")),
        new Lie(
            Check.NO_REFERENCE_TWICE,
            "a refund with a name sent again and again",
            it -> it.refundCalls.put(Agreement.paytm("back"), 5L)),
        new Lie(
            Check.OPEN_HAS_A_NEXT_CHECK,
            "a person, where a name could be asked for",
            it -> {
              paidBack(it);
              refund(it, "MANUAL_REVIEW");
            }),
        new Lie(
            Check.KNOWN_OUTCOMES_ARE_TAKEN,
            "given back by name, never found out",
            it -> {
              it.settled = true;
              refund(it, "UNKNOWN");
            }));
  }

  static List<Lie> topups() {
    return List.of(
        new Lie(Check.TOPUP_ANSWERS_HOLD, "SUCCESS is open", it -> topup(it, "OPENED")),
        new Lie(Check.TOPUP_ANSWERS_HOLD, "nothing was added", it -> it.additions.clear()),
        new Lie(
            Check.TOPUP_ANSWERS_HOLD,
            "told FAILURE, but added",
            it -> it.answer(Kind.TOPUP, "more", "", "FAILURE", 700, 9)),
        new Lie(
            Check.TOPUP_ANSWERS_HOLD,
            "told another amount",
            it -> it.answer(Kind.TOPUP, "more", "", "SUCCESS", 701, 9)),
        new Lie(Check.TOPUP_ADDED_ONCE, "never", it -> addition(it, "CANCELLED", 700)),
        new Lie(Check.TOPUP_ADDED_ONCE, "twice", it -> it.additions.add(it.additions.getFirst())),
        new Lie(Check.TOPUP_ADDED_ONCE, "a paisa less", it -> addition(it, "SUCCEEDED", 699)),
        new Lie(
            Check.NO_REFERENCE_TWICE,
            "a top-up under two payments' name",
            it -> it.additions.add(it.additions.getFirst())),
        new Lie(Check.EVERY_TOPUP_IS_KNOWN, "lost", it -> it.topups.clear()),
        new Lie(Check.EVERY_TOPUP_IS_KNOWN, "added, but failed", it -> topup(it, "FAILED")),
        new Lie(Check.ACKNOWLEDGED_EXISTS, "a begun top-up is lost", it -> it.topups.clear()),
        new Lie(Check.ACKNOWLEDGED_EXISTS, "of another amount", it -> it.asked.put("more", 7L)),
        new Lie(
            Check.TOPUPS_AGREE_WITH_THE_STATEMENT,
            "not in the statement",
            it -> it.statement.removeIf(one -> one.type().equals("top_up"))),
        new Lie(
            Check.TOPUPS_AGREE_WITH_THE_STATEMENT,
            "only in the statement",
            it ->
                it.statement.add(
                    new Facts.StatementLine(
                        Agreement.mobikwik("more"), "top_up", 700, "SUCCEEDED"))),
        new Lie(
            Check.JOURNAL_HOLDS_WHAT_IS_FINAL,
            "a top-up lacks",
            it -> it.journal.removeIf(one -> one.kind().equals("TOPUP"))),
        new Lie(
            Check.BALANCES_AGREE,
            "nothing came into the wallet",
            it -> Agreement.change(it.accounts, 1, one -> changed(one, -700))),
        new Lie(Check.OPEN_HAS_A_NEXT_CHECK, "a forgotten top-up", it -> topup(it, "OPENED")),
        new Lie(
            Check.OPEN_HAS_A_NEXT_CHECK,
            "a top-up with a person, but the customer has decided",
            it -> topup(it, "MANUAL_REVIEW")),
        new Lie(
            Check.KNOWN_OUTCOMES_ARE_TAKEN,
            "cancelled, never found out",
            it -> {
              it.settled = true;
              topup(it, "OPENED");
              addition(it, "CANCELLED", 0);
            }),
        new Lie(
            Check.HISTORY_IS_UNBROKEN, "a top-up moved without a word", it -> topup(it, "FAILED")));
  }

  private static Facts.Account changed(Facts.Account it, long paise) {
    return new Facts.Account(it.gateway(), it.digits(), it.startPaise(), it.nowPaise() + paise);
  }

  private static Facts.Txn atFreecharge(Facts.Txn it) {
    return new Facts.Txn(
        it.id(),
        it.orderRef(),
        it.attempt(),
        new Facts.Reference("FREECHARGE", it.reference().value()),
        it.paise(),
        it.status(),
        it.createdAt(),
        it.nextCheckAt(),
        it.hasTokenUse(),
        it.isSecondCharge());
  }

  private static void paidBack(Agreement facts, Facts.PaidBack... refunds) {
    Agreement.change(
        facts.payments,
        NAMED_PAYMENT,
        it ->
            new Facts.Payment(
                it.reference(),
                it.account(),
                it.movedPaise(),
                it.addedPaise(),
                it.status(),
                List.of(refunds)));
  }

  private static void refund(Agreement facts, String status) {
    Agreement.change(
        facts.refunds,
        NAMED_REFUND,
        it ->
            new Facts.Refund(
                it.id(),
                it.orderRef(),
                it.txnId(),
                it.requestId(),
                it.reference(),
                it.isNamed(),
                it.paise(),
                status,
                it.createdAt(),
                it.nextCheckAt()));
  }

  private static void topup(Agreement facts, String status) {
    Agreement.change(
        facts.topups,
        0,
        it ->
            new Facts.Topup(
                it.id(),
                it.name(),
                it.walletId(),
                it.reference(),
                it.paise(),
                status,
                it.createdAt(),
                it.nextCheckAt()));
  }

  private static void addition(Agreement facts, String status, long paise) {
    Agreement.change(
        facts.additions, 0, it -> new Facts.Addition(it.reference(), it.account(), paise, status));
  }
}
