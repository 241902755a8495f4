package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.batua.bench.crash.Answer.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A check is only worth what it refuses: each is given facts in which somebody lies.
class ChecksBiteTest {
  private static final int PAID = 0;
  private static final int OPEN = 1;
  private static final int REFUSED = 2;

  /// One wrong fact and the check that has to see it.
  record Lie(Check seenBy, String what, Consumer<Agreement> told) {
    @Override
    public String toString() {
      return seenBy + ": " + what;
    }
  }

  @Test
  void where_all_agree_nothing_is_wrong() {
    assertThat(Check.runAll(new Agreement().facts())).isEmpty();
    var settled = new Agreement();
    settled.settled = true;
    assertThat(Check.runAll(settled.facts())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lies")
  void a_lie_is_seen(Lie lie) {
    var facts = new Agreement();
    lie.told().accept(facts);
    assertThat(lie.seenBy().run(facts.facts())).isNotEmpty();
  }

  @Test
  void every_check_is_lied_to() {
    Set<Check> bitten = EnumSet.noneOf(Check.class);
    lies().forEach(it -> bitten.add(it.seenBy()));
    assertThat(bitten).containsExactlyInAnyOrder(Check.values());
  }

  static Stream<Lie> lies() {
    return Stream.of(
            answers(),
            debits(),
            books(),
            refunds(),
            progress(),
            MixLies.gateways(),
            MixLies.names(),
            MixLies.topups(),
            LateTruthLies.lies())
        .flatMap(List::stream);
  }

  private static List<Lie> answers() {
    return List.of(
        new Lie(
            Check.CHARGED_MEANS_CHARGED,
            "the order is lost",
            it -> {
              it.orders.remove(PAID);
              it.txns.remove(PAID);
            }),
        new Lie(Check.CHARGED_MEANS_CHARGED, "the txn went back", it -> txn(it, PAID, "UNKNOWN")),
        new Lie(
            Check.CHARGED_MEANS_CHARGED,
            "told CHARGED of an order that is open",
            it -> it.answer(Kind.STATUS, "open", "", "CHARGED", 500, 9)),
        new Lie(
            Check.CHARGED_MEANS_CHARGED, "the provider took nothing", it -> it.payments.remove(0)),
        new Lie(
            Check.CHARGED_MEANS_CHARGED,
            "told another amount",
            it -> it.answer(Kind.STATUS, "paid", "", "CHARGED", 999, 9)),
        new Lie(
            Check.REFUSED_MEANS_NOT_DEBITED,
            "the provider took the money of a refused payment",
            it -> Agreement.change(it.payments, 1, ChecksBiteTest::succeeded)),
        new Lie(Check.ACKNOWLEDGED_EXISTS, "the refund is lost", it -> it.refunds.remove(0)),
        new Lie(
            Check.ACKNOWLEDGED_EXISTS,
            "a created order is lost",
            it -> it.answer(Kind.CREATE, "gone", "", "CREATED", 0, 1)),
        new Lie(Check.ACKNOWLEDGED_EXISTS, "another amount", it -> it.asked.put("paid", 1001L)),
        new Lie(Check.ACKNOWLEDGED_EXISTS, "nobody asked", it -> it.asked.remove("open")),
        new Lie(
            Check.REFUND_ANSWERS_HOLD, "SUCCESS was declined", it -> refund(it, "DECLINED", 300)),
        new Lie(Check.REFUND_ANSWERS_HOLD, "of another amount", it -> refund(it, "SUCCEEDED", 299)),
        new Lie(
            Check.CHARGED_IS_NOT_TAKEN_BACK,
            "told AUTHORIZING after CHARGED",
            it -> it.answer(Kind.STATUS, "paid", "", "AUTHORIZING", 1000, 9)));
  }

  private static List<Lie> debits() {
    return List.of(
        new Lie(Check.CHARGED_WAS_DEBITED_ONCE, "no debit", it -> it.payments.remove(0)),
        new Lie(
            Check.CHARGED_WAS_DEBITED_ONCE,
            "two debits",
            it -> it.payment("paid", 1000, "SUCCEEDED", List.of())),
        new Lie(
            Check.CHARGED_WAS_DEBITED_ONCE,
            "a paisa less",
            it -> {
              it.payments.remove(0);
              it.payment("paid", 999, "SUCCEEDED", List.of());
            }),
        new Lie(
            Check.NO_REFERENCE_TWICE,
            "two payments",
            it -> it.payment("refused", 200, "FAILED", List.of())),
        new Lie(
            Check.EVERY_TOKEN_PAID_ONCE,
            "a token that was used before",
            it -> Agreement.change(it.txns, PAID, ChecksBiteTest::withoutTokenUse)),
        new Lie(
            Check.NO_REFERENCE_TWICE,
            "sent again and again",
            it -> it.debitCalls.put(Agreement.mobikwik("open"), 5L)),
        new Lie(
            Check.EVERY_DEBIT_IS_KNOWN,
            "a payment that nobody intended",
            it -> it.payment("stranger", 1, "SUCCEEDED", List.of())),
        new Lie(
            Check.EVERY_DEBIT_IS_KNOWN,
            "a declined txn was debited",
            it -> Agreement.change(it.payments, 1, ChecksBiteTest::succeeded)),
        new Lie(
            Check.ONE_DEBIT_FOR_AN_ORDER,
            "two txns were debited",
            it -> {
              it.txns.add(txn("second", "ref-of-paid", 2, "UNKNOWN"));
              it.payment("second", 1000, "SUCCEEDED", List.of());
            }),
        new Lie(
            Check.ONE_DEBIT_FOR_AN_ORDER,
            "two txns are charged",
            it -> it.txns.add(txn("second", "ref-of-paid", 2, "CHARGED"))),
        new Lie(
            Check.ONE_DEBIT_FOR_AN_ORDER,
            "a charged order without a charged txn",
            it -> txn(it, PAID, "DECLINED")));
  }

  private static List<Lie> books() {
    return List.of(
        new Lie(Check.JOURNAL_HOLDS_WHAT_IS_FINAL, "a debit lacks", it -> it.journal.remove(0)),
        new Lie(Check.JOURNAL_HOLDS_WHAT_IS_FINAL, "a refund lacks", it -> it.journal.remove(1)),
        new Lie(
            Check.JOURNAL_HOLDS_WHAT_IS_FINAL,
            "something open stands in it",
            it ->
                it.journal.add(
                    new Facts.Entry(Agreement.mobikwik("open"), "DEBIT", "ref-of-open", 500))),
        new Lie(
            Check.JOURNAL_HOLDS_WHAT_IS_FINAL,
            "something stands in it twice",
            it -> it.journal.add(it.journal.getFirst())),
        new Lie(
            Check.DEBITS_AGREE_WITH_THE_STATEMENT,
            "one is not in the statement",
            it -> it.statement.remove(0)),
        new Lie(
            Check.DEBITS_AGREE_WITH_THE_STATEMENT,
            "a paisa more",
            it -> it.statement.set(0, line("paid", "debit", 1001))),
        new Lie(
            Check.DEBITS_AGREE_WITH_THE_STATEMENT,
            "one is only in the statement",
            it -> it.statement.add(line("refused", "debit", 200))),
        new Lie(
            Check.BALANCES_AGREE,
            "a paisa is gone",
            it ->
                Agreement.change(
                    it.accounts,
                    0,
                    one ->
                        new Facts.Account(
                            one.gateway(), one.digits(), one.startPaise(), one.nowPaise() - 1))),
        new Lie(
            Check.BALANCES_AGREE,
            "the ledger does not add up",
            it -> it.ledgerSums.put("MOBIKWIK", 1L)));
  }

  private static List<Lie> refunds() {
    return List.of(
        new Lie(
            Check.REFUNDS_AGREE_WITH_THE_STATEMENT,
            "not in the statement",
            it -> it.statement.remove(1)),
        new Lie(
            Check.REFUNDS_AGREE_WITH_THE_STATEMENT,
            "twice in the statement",
            it -> it.statement.add(line("paid", "refund", 300))),
        new Lie(
            Check.REFUNDS_AGREE_WITH_THE_STATEMENT,
            "declined, but the money went back",
            it -> refund(it, "DECLINED", 300)),
        new Lie(
            Check.REFUNDS_ARE_COUNTED, "the order counts none", it -> refund(it, "DECLINED", 300)),
        new Lie(
            Check.REFUNDS_ARE_COUNTED,
            "more than was paid",
            it -> {
              refund(it, "SUCCEEDED", 1001);
              it.orders.set(
                  PAID,
                  new Facts.Order("ref-of-paid", "paid", 1000, "CHARGED", 1001, Agreement.NOW));
            }));
  }

  private static List<Lie> progress() {
    return List.of(
        new Lie(Check.OPEN_HAS_A_NEXT_CHECK, "forgotten", it -> due(it, "UNKNOWN", null)),
        new Lie(Check.OPEN_HAS_A_NEXT_CHECK, "a person", it -> due(it, "MANUAL_REVIEW", null)),
        new Lie(
            Check.OPEN_HAS_A_NEXT_CHECK,
            "with a person, but the money went back",
            it -> refund(it, "MANUAL_REVIEW", 300)),
        new Lie(
            Check.NOTHING_IS_OVERDUE,
            "nobody looked",
            it -> due(it, "UNKNOWN", Agreement.NOW.minusSeconds(6))),
        new Lie(
            Check.SENDING_ENDS,
            "past the deadline",
            it -> due(it, "SENDING", Agreement.NOW.minusSeconds(1))),
        new Lie(
            Check.HISTORY_IS_UNBROKEN, "moved without a word", it -> txn(it, REFUSED, "CHARGED")),
        new Lie(
            Check.HISTORY_IS_UNBROKEN,
            "a move from elsewhere",
            it ->
                it.moves.add(
                    new Facts.Move("txn-open", "PENDING", "UNKNOWN", "CALL", Agreement.NOW))),
        new Lie(
            Check.KNOWN_OUTCOMES_ARE_TAKEN,
            "debited, never found out",
            it -> {
              it.settled = true;
              it.payment("open", 500, "SUCCEEDED", List.of());
            }),
        new Lie(
            Check.KNOWN_OUTCOMES_ARE_TAKEN,
            "given back, never found out",
            it -> {
              it.settled = true;
              refund(it, "UNKNOWN", 300);
            }));
  }

  private static void txn(Agreement facts, int index, String status) {
    Agreement.change(
        facts.txns,
        index,
        it ->
            new Facts.Txn(
                it.id(),
                it.orderRef(),
                it.attempt(),
                it.reference(),
                it.paise(),
                status,
                it.createdAt(),
                it.nextCheckAt(),
                it.hasTokenUse(),
                it.isSecondCharge()));
  }

  private static Facts.Txn withoutTokenUse(Facts.Txn it) {
    return new Facts.Txn(
        it.id(),
        it.orderRef(),
        it.attempt(),
        it.reference(),
        it.paise(),
        it.status(),
        it.createdAt(),
        it.nextCheckAt(),
        false,
        it.isSecondCharge());
  }

  private static void due(Agreement facts, String status, @Nullable Instant nextCheckAt) {
    Agreement.change(
        facts.txns,
        OPEN,
        it ->
            new Facts.Txn(
                it.id(),
                it.orderRef(),
                it.attempt(),
                it.reference(),
                it.paise(),
                status,
                it.createdAt(),
                nextCheckAt,
                it.hasTokenUse(),
                it.isSecondCharge()));
  }

  private static Facts.Txn txn(String id, String orderRef, int attempt, String status) {
    return new Facts.Txn(
        "txn-" + id,
        orderRef,
        attempt,
        Agreement.mobikwik(id),
        1000,
        status,
        Agreement.NOW,
        null,
        true,
        /* isSecondCharge= */ false);
  }

  private static void refund(Agreement facts, String status, long paise) {
    Agreement.change(
        facts.refunds,
        0,
        it ->
            new Facts.Refund(
                it.id(),
                it.orderRef(),
                it.txnId(),
                it.requestId(),
                it.reference(),
                it.isNamed(),
                paise,
                status,
                it.createdAt(),
                null));
  }

  private static Facts.Payment succeeded(Facts.Payment payment) {
    return new Facts.Payment(
        payment.reference(),
        payment.account(),
        payment.movedPaise(),
        payment.addedPaise(),
        "SUCCEEDED",
        payment.refunds());
  }

  private static Facts.StatementLine line(String id, String type, long paise) {
    return new Facts.StatementLine(Agreement.mobikwik(id), type, paise, "SUCCEEDED");
  }
}
