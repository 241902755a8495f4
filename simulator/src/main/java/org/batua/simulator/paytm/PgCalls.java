package org.batua.simulator.paytm;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Linking.Balance;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.Transaction;

/// Answers the head/body calls: instruments, status, refund and its status.
final class PgCalls {
  private final Engine engine;

  PgCalls(Engine engine) {
    this.engine = engine;
  }

  PgAnswer fetchInstrument(PgRequest request) {
    Optional<Link> link =
        request.get("userToken").map(Token::new).flatMap(engine.linking()::holder);
    Optional<Phone> phone = link.map(l -> l.account().phone());
    if (link.isEmpty()) {
      engine
          .administration()
          .record(request.call(phone), PgCode.TOKEN_INVALID.name(), Delivery.PROMPT.httpStatus());
      return PgAnswer.refused(PgCode.TOKEN_INVALID, Delivery.PROMPT);
    }
    Reply<Balance> reply =
        engine
            .linking()
            .balance(
                request.call(phone),
                link.get().account(),
                request.merchant().mid(),
                link.get().token());
    return switch (reply) {
      case Reply.Done<Balance>(Balance balance, Delivery delivery) ->
          PgAnswer.of("TXN_SUCCESS", PgCode.SUCCESS, delivery)
              .with("payOptions", List.of(postpaid(), wallet(request, balance)));
      case Reply.Refused<Balance> refused ->
          PgAnswer.refused(PgCode.of(refused.refusal().reason()), refused.delivery());
    };
  }

  private static Map<String, Object> postpaid() {
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("payMethod", "PAYTM_DIGITAL_CREDIT");
    option.put("displayName", "Paytm Postpaid");
    option.put("amount", new BigDecimal("1.00"));
    return option;
  }

  // Amounts are numbers here, and texts elsewhere: a trap of the real API.
  private static Map<String, Object> wallet(PgRequest request, Balance balance) {
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("payMethod", "PPI");
    option.put("displayName", "Paytm Wallet");
    balance
        .available()
        .ifPresent(
            available -> {
              Paise wanted =
                  request.get("txnAmount").flatMap(Paise::parseRupees).orElse(Paise.ZERO);
              Paise missing = wanted.exceeds(available) ? wanted.minus(available) : Paise.ZERO;
              option.put("amount", new BigDecimal(available.rupees()));
              option.put("deficitAmount", new BigDecimal(missing.rupees()));
              option.put("expiredAmount", new BigDecimal("0.00"));
              option.put("fundsSufficient", !missing.isPositive());
            });
    option.put("addMoneyAllowed", true);
    return option;
  }

  PgAnswer status(PgRequest request) {
    Reply<Transaction> reply =
        engine.inquiries().inquirePayment(request.call(Optional.empty()), request.key("orderId"));
    return switch (reply) {
      case Reply.Done<Transaction>(Transaction transaction, Delivery delivery) ->
          status(request, transaction, delivery);
      case Reply.Refused<Transaction> refused ->
          PgAnswer.refused(PgCode.of(refused.refusal().reason()), refused.delivery())
              .with("orderId", request.get("orderId").orElse(""));
    };
  }

  private static PgAnswer status(PgRequest request, Transaction transaction, Delivery delivery) {
    boolean hasMoved = transaction.status() == Status.SUCCEEDED;
    Paise amount = hasMoved ? transaction.moved() : transaction.amount();
    return PgAnswer.of(PgAnswer.word(transaction.status()), code(transaction), delivery)
        .with("txnId", transaction.providerReference().value())
        .with("bankTxnId", transaction.providerReference().value())
        .with("orderId", transaction.key().reference().value())
        .with("txnAmount", amount.rupees())
        .with("txnType", request.get("txnType").orElse("SALE"))
        .with("gatewayName", "WALLET")
        .with("bankName", "WALLET")
        .with("mid", transaction.key().mid().value())
        .with("paymentMode", "PPI")
        .with("refundAmt", "0.00");
  }

  private static PgCode code(Transaction transaction) {
    return switch (transaction.status()) {
      case SUCCEEDED -> PgCode.SUCCESS;
      case PENDING -> PgCode.PENDING;
      case CANCELLED -> PgCode.CANCELLED;
      case FAILED ->
          transaction
              .reason()
              .map(PgCode::of)
              .filter(code -> code != PgCode.SYSTEM_ERROR)
              .orElse(PgCode.DECLINED);
    };
  }

  PgAnswer refund(PgRequest request) {
    Optional<Paise> amount =
        request.get("refundAmount").flatMap(Paise::parseRupees).filter(Paise::isPositive);
    if (amount.isEmpty() || request.get("refId").isEmpty()) {
      engine
          .administration()
          .record(
              request.call(Optional.empty()),
              PgCode.BAD_REFUND_AMOUNT.name(),
              Delivery.PROMPT.httpStatus());
      return PgAnswer.refused(PgCode.BAD_REFUND_AMOUNT, Delivery.PROMPT);
    }
    Refunds.Order order =
        new Refunds.Order(
            request.key("orderId"),
            Optional.of(request.key("refId").reference()),
            amount.get(),
            Refunds.Extent.PARTIAL);
    return refund(request, engine.refunds().refund(request.call(Optional.empty()), order));
  }

  PgAnswer refundStatus(PgRequest request) {
    Reply<Refund> reply =
        engine.inquiries().inquireRefund(request.call(Optional.empty()), request.key("refId"));
    return refund(request, reply);
  }

  private static PgAnswer refund(PgRequest request, Reply<Refund> reply) {
    PgAnswer answer =
        switch (reply) {
          case Reply.Done<Refund>(Refund refund, Delivery delivery) ->
              PgAnswer.of(PgAnswer.word(refund.status()), code(refund), delivery)
                  .with("refundId", refund.providerReference().value())
                  .with("refundAmount", refund.amount().rupees());
          case Reply.Refused<Refund> refused ->
              PgAnswer.refused(PgCode.ofRefund(refused.refusal().reason()), refused.delivery());
        };
    return answer
        .with("mid", request.merchant().mid().value())
        .with("orderId", request.get("orderId").orElse(""))
        .with("refId", request.get("refId").orElse(""));
  }

  private static PgCode code(Refund refund) {
    return switch (refund.status()) {
      case SUCCEEDED -> PgCode.REFUNDED;
      case PENDING -> PgCode.REFUND_PENDING;
      case FAILED, CANCELLED -> PgCode.NOT_REFUNDABLE;
    };
  }
}
