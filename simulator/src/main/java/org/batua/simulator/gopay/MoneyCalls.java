package org.batua.simulator.gopay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.batua.simulator.engine.Call;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Debits.Page.WhenShort;
import org.batua.simulator.engine.Debits.Receipt;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.TransactionKey;
import tools.jackson.databind.JsonNode;

/// Answers the calls that move money or ask what became of it.
final class MoneyCalls {
  /// From here on the customer enters a PIN, as in the sandbox.
  private static final Paise PIN_FROM = new Paise(100_000_00);

  private static final Duration KEY_LIFE = Duration.ofMinutes(5);
  private static final int ORDER_ID_LENGTH_MAX = 50;

  private final Engine engine;
  private final Gate gate;
  private final AccountCalls accounts;
  private final GopayNotices notices;
  private final Map<String, Replay> replays = new ConcurrentHashMap<>();

  private record Replay(Answer answer, Instant until) {}

  MoneyCalls(Engine engine, Gate gate, AccountCalls accounts, GopayNotices notices) {
    this.engine = engine;
    this.gate = gate;
    this.accounts = accounts;
    this.notices = notices;
  }

  Answer charge(Gate.Request request) {
    Optional<Answer> before = replay(request);
    return before.orElseGet(() -> remember(request, newCharge(request)));
  }

  private Answer newCharge(Gate.Request request) {
    String orderId = request.text("transaction_details", "order_id");
    Optional<Paise> amount = amount(request.body().path("transaction_details"), "gross_amount");
    if (!request.text("payment_type").equals("gopay")) {
      gate.record(CallKind.DEBIT, Code.WRONG_TYPE);
      return Answer.of(Code.WRONG_TYPE);
    }
    if (!isOrderId(orderId) || amount.isEmpty()) {
      gate.record(CallKind.DEBIT, Code.INVALID);
      return Answer.invalid(isOrderId(orderId) ? "gross_amount" : "order_id");
    }
    Optional<OtpSession> account = accounts.find(request, request.text("gopay", "account_id"));
    if (account.isEmpty()) {
      gate.record(CallKind.DEBIT, Code.TOKEN);
      return Answer.of(Code.TOKEN);
    }
    Phone phone = account.get().key().account().phone();
    TransactionKey key = key(request, orderId);
    notices.addressOf(orderId, request.notificationUrl());
    Call call =
        new Call(
            Provider.GOPAY,
            CallKind.DEBIT,
            Optional.of(key.reference()),
            Optional.of(phone),
            amount);
    Debits.Order order =
        new Debits.Order(
            key,
            phone,
            new Token(request.text("gopay", "payment_option_token")),
            amount.get(),
            Optional.of(
                new Debits.Page(
                    request.text("gopay", "callback_url"), PIN_FROM, WhenShort.REFUSE)));
    return switch (engine.debits().debit(call, order)) {
      case Reply.Done<Receipt>(Receipt receipt, Delivery delivery) ->
          charged(request, receipt.transaction(), delivery);
      case Reply.Refused<Receipt> refused -> {
        Answer answer = Answer.refused(refused);
        if (answer.text("status_code").equals(Code.DENIED.number())) {
          answer
              .with("order_id", orderId)
              .with("gross_amount", Answer.rupiah(amount.get()))
              .with("transaction_status", "deny");
        }
        yield answer;
      }
    };
  }

  private static Answer charged(Gate.Request request, Transaction charged, Delivery delivery) {
    Answer answer = about(charged, delivery);
    if (charged.status() == Status.PENDING && charged.checkout().isPresent()) {
      String page = request.origin() + "/gopay/page/pin/" + charged.providerReference();
      answer.with(
          "actions",
          List.of(
              Map.of("name", "verification-link-url", "method", "GET", "url", page),
              Map.of("name", "verification-link-app", "method", "GET", "url", page)));
    }
    if (delivery == Delivery.FORGED) {
      answer.with("signature_key", "0".repeat(128));
    }
    return answer;
  }

  /// What a payment's answers have in common.
  static Answer about(Transaction transaction, Delivery delivery) {
    Code code = code(transaction.status());
    Paise amount =
        transaction.status() == Status.SUCCEEDED ? transaction.moved() : transaction.amount();
    return Answer.of(code, code.words() + ", GoPay transaction", delivery)
        .with("transaction_id", transaction.providerReference().value())
        .with("order_id", transaction.key().reference().value())
        .with("merchant_id", transaction.key().mid().value())
        .with("gross_amount", Answer.rupiah(amount))
        .with("currency", "IDR")
        .with("payment_type", "gopay")
        .with("transaction_time", Answer.time(transaction.createdAt()))
        .with("transaction_status", word(transaction.status()))
        .with("fraud_status", "accept");
  }

  private static Code code(Status status) {
    return switch (status) {
      case SUCCEEDED, CANCELLED -> Code.SUCCESS;
      case PENDING -> Code.PENDING;
      case FAILED -> Code.DENIED;
    };
  }

  private static String word(Status status) {
    return switch (status) {
      case SUCCEEDED -> "settlement";
      case PENDING -> "pending";
      case FAILED -> "deny";
      case CANCELLED -> "cancel";
    };
  }

  Answer status(Gate.Request request) {
    TransactionKey key = key(request, request.named());
    Call call =
        new Call(
            Provider.GOPAY,
            CallKind.INQUIRY,
            Optional.of(key.reference()),
            Optional.empty(),
            Optional.empty());
    return switch (engine.inquiries().inquirePayment(call, key)) {
      case Reply.Done<Transaction>(Transaction seen, Delivery delivery) -> {
        Answer answer = about(seen, delivery);
        addRefunds(answer, seen);
        yield answer.with(
            "signature_key",
            Signature.of(
                answer.text("order_id"),
                answer.text("status_code"),
                answer.text("gross_amount"),
                request.merchant().key()));
      }
      case Reply.Refused<Transaction> refused -> Answer.refused(refused);
    };
  }

  private void addRefunds(Answer answer, Transaction transaction) {
    Paise back = Paise.ZERO;
    List<Map<String, Object>> shown = new ArrayList<>();
    for (var view :
        engine.administration().transactions(Optional.of(transaction.key().reference()))) {
      for (Refund refund : view.refunds()) {
        Optional<Refund> seen = look(transaction, refund);
        if (seen.isPresent()) {
          shown.add(about(seen.get()));
          back = back.plus(refund.amount());
        }
      }
    }
    if (!shown.isEmpty()) {
      boolean isWhole = back.equals(transaction.moved());
      answer.with("transaction_status", isWhole ? "refund" : "partial_refund");
      answer.with("refund_amount", Answer.rupiah(back)).with("refunds", shown);
    }
  }

  /// A refund that failed is not shown.
  private Optional<Refund> look(Transaction transaction, Refund refund) {
    TransactionKey own =
        new TransactionKey(
            Provider.GOPAY, transaction.key().mid(), refund.reference().orElseThrow());
    Call call =
        new Call(
            Provider.GOPAY,
            CallKind.INQUIRY,
            refund.reference(),
            Optional.empty(),
            Optional.empty());
    return switch (engine.inquiries().inquireRefund(call, own)) {
      case Reply.Done<Refund>(Refund seen, _) ->
          Optional.of(seen).filter(r -> r.status() != Status.FAILED);
      case Reply.Refused<Refund> _ -> Optional.empty();
    };
  }

  private static Map<String, Object> about(Refund refund) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("refund_chargeback_id", refund.providerReference().value());
    shown.put("refund_amount", Answer.rupiah(refund.amount()));
    shown.put("refund_key", refund.reference().map(Reference::value).orElse(""));
    shown.put("created_at", Answer.time(refund.createdAt()));
    if (refund.status() == Status.SUCCEEDED) {
      shown.put("bank_confirmed_at", Answer.time(refund.createdAt()));
    }
    return shown;
  }

  Answer refund(Gate.Request request) {
    Optional<Answer> before = replay(request);
    return before.orElseGet(() -> remember(request, newRefund(request)));
  }

  private Answer newRefund(Gate.Request request) {
    Optional<Paise> amount = amount(request.body(), "amount");
    String refundKey = request.text("refund_key");
    if (amount.isEmpty() || !isOrderId(refundKey)) {
      gate.record(CallKind.REFUND, Code.INVALID);
      return Answer.invalid(amount.isEmpty() ? "amount" : "refund_key");
    }
    TransactionKey debit = key(request, request.named());
    Call call =
        new Call(
            Provider.GOPAY,
            CallKind.REFUND,
            Optional.of(new Reference(refundKey)),
            Optional.empty(),
            amount);
    Refunds.Order order =
        new Refunds.Order(
            debit, Optional.of(new Reference(refundKey)), amount.get(), Refunds.Extent.PARTIAL);
    return switch (engine.refunds().refund(call, order)) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) -> {
        Answer answer =
            Answer.of(Code.SUCCESS, "Success, refund request is approved", delivery)
                .with("order_id", request.named())
                .with("currency", "IDR")
                .with("payment_type", "gopay")
                .with("transaction_status", "partial_refund");
        about(refund).forEach(answer::with);
        yield answer;
      }
      case Reply.Refused<Refund> refused -> Answer.refused(refused);
    };
  }

  private Optional<Answer> replay(Gate.Request request) {
    Instant now = engine.administration().now();
    return request
        .idempotencyKey()
        .map(key -> replays.get(request.merchant().mid() + "/" + key))
        .filter(kept -> now.isBefore(kept.until()))
        .map(Replay::answer);
  }

  /// Only what succeeded is kept.
  private Answer remember(Gate.Request request, Answer answer) {
    boolean hasSucceeded = answer.text("status_code").equals(Code.SUCCESS.number());
    if (hasSucceeded) {
      Replay kept =
          new Replay(
              new Answer(answer.fields(), Delivery.PROMPT),
              engine.administration().now().plus(KEY_LIFE));
      request
          .idempotencyKey()
          .ifPresent(key -> replays.put(request.merchant().mid() + "/" + key, kept));
    }
    return answer;
  }

  private static TransactionKey key(Gate.Request request, String orderId) {
    return new TransactionKey(Provider.GOPAY, request.merchant().mid(), new Reference(orderId));
  }

  private static boolean isOrderId(String text) {
    return text.length() <= ORDER_ID_LENGTH_MAX && text.matches("[A-Za-z0-9_.~-]+");
  }

  /// Whole rupiah as a JSON number; nothing else is taken.
  private static Optional<Paise> amount(JsonNode parent, String name) {
    JsonNode node = parent.path(name);
    return node.isIntegralNumber() && node.asLong() > 0
        ? Paise.parseRupees(node.asString())
        : Optional.empty();
  }
}
