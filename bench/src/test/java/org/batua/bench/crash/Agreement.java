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
/// Order `paid` was charged 1000 paise and given back 300; `open` is unknown; `refused` was. All
/// that at MobiKwik, whose refunds have no names. The same references mean other movements at
/// Paytm: `named` was charged 1000 paise there and given back 400 by name, and 700 were added by a
/// top-up.
final class Agreement {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final long START = 100_000;
  static final String MOBIKWIK = "MOBIKWIK";
  static final String PAYTM = "PAYTM";

  final Map<String, Long> asked = new HashMap<>();
  final List<Answer> answers = new ArrayList<>();
  final List<Facts.Order> orders = new ArrayList<>();
  final List<Facts.Txn> txns = new ArrayList<>();
  final List<Facts.Refund> refunds = new ArrayList<>();
  final List<Facts.Topup> topups = new ArrayList<>();
  final List<Facts.Entry> journal = new ArrayList<>();
  final List<Facts.Move> moves = new ArrayList<>();
  final List<Facts.Forgery> forgeries = new ArrayList<>();
  final List<Facts.Payment> payments = new ArrayList<>();
  final List<Facts.Addition> additions = new ArrayList<>();
  final List<Facts.StatementLine> statement = new ArrayList<>();
  final Map<Facts.Reference, Long> debitCalls = new HashMap<>();
  final Map<Facts.Reference, Long> refundCalls = new HashMap<>();
  final List<Facts.Account> accounts = new ArrayList<>();
  final Map<String, Long> ledgerSums = new HashMap<>();
  boolean settled;

  Agreement() {
    order("paid", "CHARGED", 1000, 300);
    order("open", "AUTHORIZING", 500, 0);
    order("refused", "FAILED", 200, 0);
    txn("paid", 1000, "CHARGED", "SENDING", "UNKNOWN", "CHARGED");
    txn("open", 500, "UNKNOWN", "SENDING", "UNKNOWN");
    txn("refused", 200, "DECLINED", "SENDING", "DECLINED");
    refund("paid", mobikwik("back"), /* isNamed= */ false, 300);
    journal.add(new Facts.Entry(mobikwik("paid"), "DEBIT", "ref-of-paid", 1000));
    journal.add(new Facts.Entry(mobikwik("back"), "REFUND", "ref-of-paid", 300));
    payment("paid", 1000, "SUCCEEDED", List.of(new Facts.PaidBack("", 300, "SUCCEEDED")));
    payment("refused", 200, "FAILED", List.of());
    statement.add(new Facts.StatementLine(mobikwik("paid"), "debit", 1000, "SUCCEEDED"));
    statement.add(new Facts.StatementLine(mobikwik("paid"), "refund", 300, "SUCCEEDED"));
    statement.add(new Facts.StatementLine(mobikwik("refused"), "debit", 200, "FAILED"));
    accounts.add(new Facts.Account(MOBIKWIK, "0001", START, START - 1000 + 300));
    ledgerSums.put(MOBIKWIK, 0L);
    ledgerSums.put(PAYTM, 0L);
    atPaytm();
    answer(Kind.PAY, "paid", "", "CHARGED", 0, 3);
    answer(Kind.STATUS, "paid", "", "CHARGED", 1000, 4);
    answer(Kind.REFUND, "paid", "back", "SUCCESS", 300, 5);
    answer(Kind.PAY, "open", "", "AUTHORIZING", 0, 6);
    answer(Kind.PAY, "refused", "", "AUTHORIZATION_FAILED", 0, 7);
  }

  static Facts.Reference mobikwik(String name) {
    return new Facts.Reference(MOBIKWIK, "ref-" + name);
  }

  static Facts.Reference paytm(String name) {
    return new Facts.Reference(PAYTM, "ref-" + name);
  }

  private void atPaytm() {
    order("named", "CHARGED", 1000, 400);
    txn("named", paytm("paid"), 1000, "CHARGED", "SENDING", "CHARGED");
    refund("named", paytm("back"), /* isNamed= */ true, 400);
    refundCalls.put(paytm("back"), 1L);
    journal.add(new Facts.Entry(paytm("paid"), "DEBIT", "ref-of-named", 1000));
    journal.add(new Facts.Entry(paytm("back"), "REFUND", "ref-of-named", 400));
    payments.add(
        new Facts.Payment(
            paytm("paid"),
            "0001",
            1000,
            0,
            "SUCCEEDED",
            List.of(new Facts.PaidBack("ref-back", 400, "SUCCEEDED"))));
    statement.add(new Facts.StatementLine(paytm("paid"), "debit", 1000, "SUCCEEDED"));
    statement.add(new Facts.StatementLine(paytm("paid"), "refund", 400, "SUCCEEDED"));
    asked.put("more", 700L);
    topups.add(
        new Facts.Topup(
            "topup-more", "more", "wallet", paytm("more"), 700, "SUCCEEDED", NOW, null));
    history("topup-more", "NEW", "OPENED", "SUCCEEDED");
    journal.add(new Facts.Entry(paytm("more"), "TOPUP", "", 700));
    additions.add(new Facts.Addition(paytm("more"), "0001", 700, "SUCCEEDED"));
    statement.add(new Facts.StatementLine(paytm("more"), "top_up", 700, "SUCCEEDED"));
    accounts.add(new Facts.Account(PAYTM, "0001", START, START - 1000 + 400 + 700));
    answer(Kind.TOPUP, "more", "", "PENDING", 0, 3);
    answer(Kind.TOPUP, "more", "", "SUCCESS", 700, 5);
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
            List.copyOf(topups),
            List.copyOf(journal),
            List.copyOf(moves),
            List.copyOf(forgeries)),
        new Facts.Provider(
            List.copyOf(payments),
            List.copyOf(additions),
            List.copyOf(statement),
            Map.copyOf(debitCalls),
            Map.copyOf(refundCalls),
            List.copyOf(accounts),
            Map.copyOf(ledgerSums)));
  }

  void order(String id, String status, long paise, long refundedPaise) {
    asked.put(id, paise);
    orders.add(new Facts.Order("ref-of-" + id, id, paise, status, refundedPaise, NOW));
  }

  void txn(String id, long paise, String status, String... history) {
    txn(id, mobikwik(id), paise, status, history);
  }

  private void txn(
      String id, Facts.Reference reference, long paise, String status, String... history) {
    boolean open = status.equals("UNKNOWN");
    txns.add(
        new Facts.Txn(
            "txn-" + id,
            "ref-of-" + id,
            1,
            reference,
            paise,
            status,
            NOW.minusSeconds(60),
            open ? NOW.plusSeconds(5) : null,
            true,
            false));
    debitCalls.put(reference, 1L);
    history("txn-" + id, history);
  }

  void payment(String id, long paise, String status, List<Facts.PaidBack> back) {
    payments.add(new Facts.Payment(mobikwik(id), "0001", paise, 0, status, back));
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

  private void refund(String order, Facts.Reference reference, boolean isNamed, long paise) {
    var id = "refund-of-" + order;
    refunds.add(
        new Facts.Refund(
            id,
            "ref-of-" + order,
            "txn-" + order,
            "back",
            reference,
            isNamed,
            paise,
            "SUCCEEDED",
            NOW.minusSeconds(30),
            null));
    history(id, "QUEUED", "SENDING", "SUCCEEDED");
  }
}
