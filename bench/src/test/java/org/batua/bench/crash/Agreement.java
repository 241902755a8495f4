package org.batua.bench.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.batua.bench.crash.Answer.Kind;

/// Facts in which all agree, for tests that then make one of them lie.
///
/// Order `paid` was charged 1000 paise and given back 300; `open` is unknown; `refused` was.
final class Agreement {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final long START = 100_000;

  final Map<String, Long> asked = new HashMap<>();
  final List<Answer> answers = new ArrayList<>();
  final List<Facts.Order> orders = new ArrayList<>();
  final List<Facts.Txn> txns = new ArrayList<>();
  final List<Facts.Refund> refunds = new ArrayList<>();
  final List<Facts.Entry> journal = new ArrayList<>();
  final List<Facts.Move> moves = new ArrayList<>();
  final List<Facts.Payment> payments = new ArrayList<>();
  final List<Facts.StatementLine> statement = new ArrayList<>();
  final Map<String, Long> debitCalls = new HashMap<>();
  final List<Facts.Account> accounts = new ArrayList<>();
  long ledgerSum;
  boolean settled;

  Agreement() {
    order("paid", "CHARGED", 1000, 300);
    order("open", "AUTHORIZING", 500, 0);
    order("refused", "FAILED", 200, 0);
    txn("paid", 1000, "CHARGED", "SENDING", "UNKNOWN", "CHARGED");
    txn("open", 500, "UNKNOWN", "SENDING", "UNKNOWN");
    txn("refused", 200, "DECLINED", "SENDING", "DECLINED");
    refund();
    journal.add(new Facts.Entry("ref-paid", "DEBIT", "ref-of-paid", 1000));
    journal.add(new Facts.Entry("ref-back", "REFUND", "ref-of-paid", 300));
    payment("paid", 1000, "SUCCEEDED", List.of(new Facts.PaidBack(300, "SUCCEEDED")));
    payment("refused", 200, "FAILED", List.of());
    statement.add(new Facts.StatementLine("ref-paid", "debit", 1000, "SUCCEEDED"));
    statement.add(new Facts.StatementLine("ref-paid", "refund", 300, "SUCCEEDED"));
    statement.add(new Facts.StatementLine("ref-refused", "debit", 200, "FAILED"));
    accounts.add(new Facts.Account("0001", START, START - 1000 + 300));
    answer(Kind.PAY, "paid", "", "CHARGED", 0, 3);
    answer(Kind.STATUS, "paid", "", "CHARGED", 1000, 4);
    answer(Kind.REFUND, "paid", "back", "SUCCESS", 300, 5);
    answer(Kind.PAY, "open", "", "AUTHORIZING", 0, 6);
    answer(Kind.PAY, "refused", "", "AUTHORIZATION_FAILED", 0, 7);
  }

  Facts facts() {
    return new Facts(
        NOW,
        settled,
        Map.copyOf(asked),
        List.copyOf(answers),
        new Facts.Gateway(
            List.copyOf(orders),
            List.copyOf(txns),
            List.copyOf(refunds),
            List.copyOf(journal),
            List.copyOf(moves)),
        new Facts.Provider(
            List.copyOf(payments),
            List.copyOf(statement),
            Map.copyOf(debitCalls),
            List.copyOf(accounts),
            ledgerSum));
  }

  void order(String id, String status, long paise, long refundedPaise) {
    asked.put(id, paise);
    orders.add(new Facts.Order("ref-of-" + id, id, paise, status, refundedPaise, NOW));
  }

  void txn(String id, long paise, String status, String... history) {
    boolean open = status.equals("UNKNOWN");
    txns.add(
        new Facts.Txn(
            "txn-" + id,
            "ref-of-" + id,
            1,
            "ref-" + id,
            paise,
            status,
            NOW.minusSeconds(60),
            open ? NOW.plusSeconds(5) : null,
            true));
    debitCalls.put("ref-" + id, 1L);
    history("txn-" + id, history);
  }

  void payment(String id, long paise, String status, List<Facts.PaidBack> back) {
    payments.add(new Facts.Payment("ref-" + id, "0001", paise, status, back));
  }

  void answer(
      Kind kind, String orderId, String requestId, String status, long paise, int atSecond) {
    var at = NOW.minusSeconds(60).plusSeconds(atSecond);
    answers.add(
        new Answer(kind, orderId, requestId, 200, status, "dev-" + orderId + "-1", paise, at, at));
  }

  void history(String ofId, String... statuses) {
    String from = null;
    for (var status : statuses) {
      var at = NOW.minusSeconds(50).plusSeconds(moves.size());
      moves.add(new Facts.Move(ofId, from, status, "CALL", at));
      from = status;
    }
  }

  static <T> void change(List<T> list, int index, UnaryOperator<T> change) {
    list.set(index, change.apply(list.get(index)));
  }

  private void refund() {
    refunds.add(
        new Facts.Refund(
            "refund-back",
            "ref-of-paid",
            "txn-paid",
            "back",
            "ref-back",
            300,
            "SUCCEEDED",
            NOW.minusSeconds(30),
            null));
    history("refund-back", "QUEUED", "SENDING", "SUCCEEDED");
  }
}
