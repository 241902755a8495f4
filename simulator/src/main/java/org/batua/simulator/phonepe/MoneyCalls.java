package org.batua.simulator.phonepe;

import java.util.Optional;
import org.batua.simulator.engine.DebitScenario;
import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.TransactionKey;

/// Answers debits, refunds and the question what became of either.
final class MoneyCalls {
  private final Engine engine;
  private final Gate gate;
  private final LinkingCalls links;
  private final DeeplinkPages pages;
  private final PhonepeNotices notices;

  MoneyCalls(
      Engine engine, Gate gate, LinkingCalls links, DeeplinkPages pages, PhonepeNotices notices) {
    this.engine = engine;
    this.gate = gate;
    this.links = links;
    this.pages = pages;
    this.notices = notices;
  }

  Answer debit(Request request) {
    Optional<TransactionKey> key = request.key("transactionId");
    Optional<Paise> amount = request.paise("amount").filter(Paise::isPositive);
    String type = request.text("debitType").orElse("DEBIT");
    boolean mayTopUp = type.equals("TOPUP_OR_DEBIT");
    if (key.isEmpty() || amount.isEmpty() || !(mayTopUp || type.equals("DEBIT"))) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    Optional<Link> link = links.link(request);
    if (link.isEmpty()) {
      return gate.refuse(request, Code.INVALID_USER_AUTH_TOKEN);
    }
    if (!request.isOn(link.get())) {
      return gate.refuse(request, Code.WALLET_RELINK_REQUIRED);
    }
    notices.addressOf(key.get().reference(), request.callback());
    Link payer = link.get();
    Debits.Order order =
        new Debits.Order(key.get(), payer.account().phone(), payer.token(), amount.get());
    if (mayTopUp && isShort(payer, amount.get())) {
      return pages.addAndPay(request, order);
    }
    Reply<Debits.Receipt> reply =
        engine.debits().debit(request.call(Optional.of(order.phone())), order);
    return switch (reply) {
      case Reply.Done<Debits.Receipt>(Debits.Receipt receipt, Delivery delivery) ->
          paid(receipt.transaction(), delivery);
      case Reply.Refused<Debits.Receipt> refused ->
          Answer.refused(refused).with("transactionId", order.key().reference().value());
    };
  }

  private boolean isShort(Link payer, Paise amount) {
    Paise balance = engine.administration().account(payer.account()).account().balance();
    return amount.exceeds(balance)
        || amount.equals(DebitScenario.INSUFFICIENT.amount())
        || amount.equals(DebitScenario.CUSTOMER_NEEDED.amount());
  }

  private static Answer paid(Transaction transaction, Delivery delivery) {
    Answer answer =
        Answer.of(Code.of(transaction.status()), delivery)
            .with("paymentState", Code.paymentState(transaction.status()));
    return described(answer, transaction).with("responseType", "PAYMENT");
  }

  private static Answer described(Answer answer, Transaction transaction) {
    boolean hasMoved = transaction.status() == Status.SUCCEEDED;
    Paise amount = hasMoved ? transaction.moved() : transaction.amount();
    return answer
        .with("merchantId", transaction.key().mid().value())
        .with("transactionId", transaction.key().reference().value())
        .with("providerReferenceId", transaction.providerReference().value())
        .with("amount", amount.value())
        .with("payResponseCode", transaction.status().name());
  }

  Answer refund(Request request) {
    Optional<TransactionKey> own = request.key("transactionId");
    Optional<TransactionKey> debit = request.key("originalTransactionId");
    Optional<Paise> amount = request.paise("amount").filter(Paise::isPositive);
    boolean isWhole = own.isPresent() && debit.isPresent() && amount.isPresent();
    if (!isWhole || request.text("merchantOrderId").filter(id -> id.length() < 48).isEmpty()) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    notices.addressOf(own.get().reference(), request.callback());
    Refunds.Order order =
        new Refunds.Order(
            debit.get(), own.map(TransactionKey::reference), amount.get(), Refunds.Extent.PARTIAL);
    return switch (engine.refunds().refund(request.call(Optional.empty()), order)) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) ->
          described(
              Answer.of(Code.of(refund.status()), delivery)
                  .with("status", Code.paymentState(refund.status())),
              own.get(),
              refund);
      case Reply.Refused<Refund> refused ->
          Answer.refused(refused).with("transactionId", own.get().reference().value());
    };
  }

  private static Answer described(Answer answer, TransactionKey own, Refund refund) {
    return answer
        .with("merchantId", own.mid().value())
        .with("transactionId", own.reference().value())
        .with("providerReferenceId", refund.providerReference().value())
        .with("amount", refund.amount().value())
        .with("payResponseCode", refund.status().name());
  }

  /// What a question and a callback tell of a payment.
  static Answer about(Transaction transaction, Delivery delivery) {
    return described(Answer.told(transaction.status(), delivery), transaction);
  }

  /// As [#about(Transaction, Delivery)], of a refund by its own name.
  static Answer about(TransactionKey own, Refund refund, Delivery delivery) {
    return described(Answer.told(refund.status(), delivery), own, refund);
  }

  /// One path tells about payments and refunds alike: each has a name of its own.
  Answer status(Request request) {
    Optional<TransactionKey> named = request.key("transactionId");
    if (named.isEmpty()) {
      return gate.refuse(request, Code.BAD_REQUEST);
    }
    TransactionKey key = named.get();
    if (engine.inquiries().isPayment(key)) {
      return switch (engine.inquiries().inquirePayment(request.call(Optional.empty()), key)) {
        case Reply.Done<Transaction>(Transaction transaction, Delivery delivery) ->
            about(transaction, delivery);
        case Reply.Refused<Transaction> refused -> Answer.refused(refused);
      };
    }
    return switch (engine.inquiries().inquireRefund(request.call(Optional.empty()), key)) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) -> about(key, refund, delivery);
      case Reply.Refused<Refund> refused -> Answer.refused(refused);
    };
  }
}
