package org.batua.simulator.mobikwik;

import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Debits.Receipt;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Inquiries.Sighting;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds.Extent;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Transaction;

/// Answers the calls that move money or ask what became of it.
final class MoneyCalls {
  private final Engine engine;

  MoneyCalls(Engine engine) {
    this.engine = engine;
  }

  Answer debit(Request request) {
    Debits.Order order =
        new Debits.Order(
            request.order(Field.ORDER_ID), request.cell(), request.token(), request.amount());
    return switch (engine.debits().debit(request.call(), order)) {
      case Reply.Done<Receipt>(Receipt receipt, Delivery delivery) ->
          receipt(request, receipt, delivery);
      case Reply.Refused<Receipt> refused ->
          Answer.refused(request, refused).with("orderid", request.text(Field.ORDER_ID));
    };
  }

  private static Answer receipt(Request request, Receipt receipt, Delivery delivery) {
    Transaction transaction = receipt.transaction();
    Code code = Code.of(transaction.status());
    return Answer.of(request, code, code.description(), delivery)
        .with("debitedamount", transaction.moved().rupees())
        .with("balanceamount", receipt.balance().rupees())
        .with("orderid", transaction.key().reference().value())
        .with("refId", transaction.providerReference().value());
  }

  Answer credit(Request request) {
    Reply<Transaction> reply =
        engine
            .topUps()
            .credit(
                request.call(), request.order(Field.ORDER_ID), request.cell(), request.amount());
    return switch (reply) {
      case Reply.Done<Transaction>(Transaction transaction, Delivery delivery) ->
          Answer.success(request, delivery)
              .with("amount", transaction.moved().rupees())
              .with("orderid", transaction.key().reference().value())
              .with("refId", transaction.providerReference().value());
      case Reply.Refused<Transaction> refused -> Answer.refused(request, refused);
    };
  }

  Answer refund(Request request) {
    boolean isPartial = request.form().get("ispartial").filter("yes"::equals).isPresent();
    Reply<Refund> reply =
        engine
            .refunds()
            .refund(
                request.call(),
                request.order(Field.TXID),
                request.amount(),
                isPartial ? Extent.PARTIAL : Extent.FULL);
    return switch (reply) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) -> {
        Code code = Code.of(refund.status());
        String message = refund.status() == Status.PENDING ? "Refund pending" : "Refund done";
        yield Answer.withMessage(code, message, delivery)
            .with("txid", request.text(Field.TXID))
            .with("refId", refund.providerReference().value());
      }
      case Reply.Refused<Refund> refused -> {
        boolean isUnknown = refused.refusal().reason() == Reason.NOT_FOUND;
        Code code = isUnknown ? Code.BAD_ORDER_ID : Code.of(refused.refusal().reason());
        String message = isUnknown ? code.description() : Answer.describe(refused.refusal());
        yield Answer.withMessage(code, message, refused.delivery())
            .with("txid", request.text(Field.TXID));
      }
    };
  }

  Answer checkStatus(Request request) {
    Reply<Sighting> reply =
        engine.inquiries().inquire(request.call(), request.order(Field.ORDER_ID));
    return switch (reply) {
      case Reply.Done<Sighting>(Sighting sighting, Delivery delivery) -> status(sighting, delivery);
      case Reply.Refused<Sighting> refused -> {
        Code code = Code.of(refused.refusal().reason());
        yield Answer.withMessage(code, code.description(), refused.delivery())
            .with("orderid", request.text(Field.ORDER_ID))
            .signing(Answer.STATUS_ORDER);
      }
    };
  }

  private static Answer status(Sighting sighting, Delivery delivery) {
    Transaction transaction = sighting.transaction();
    Code code = Code.of(sighting.seen());
    String reference =
        sighting
            .lastRefund()
            .map(Refund::providerReference)
            .orElse(transaction.providerReference())
            .value();
    return Answer.withMessage(code, code.description(), delivery)
        .with("orderid", transaction.key().reference().value())
        .with("refid", reference)
        .with("amount", amount(sighting).rupees())
        .with("ordertype", orderType(sighting))
        .signing(Answer.STATUS_ORDER);
  }

  // With refunds the amount is what they come to: the API has no other way to tell them apart.
  private static Paise amount(Sighting sighting) {
    Transaction transaction = sighting.transaction();
    if (sighting.lastRefund().isPresent()) {
      return sighting.refunded();
    }
    return transaction.status() == Status.SUCCEEDED ? transaction.moved() : transaction.amount();
  }

  private static String orderType(Sighting sighting) {
    Transaction transaction = sighting.transaction();
    if (sighting.lastRefund().isPresent()) {
      return sighting.refunded().equals(transaction.moved()) ? "refund" : "partialrefund";
    }
    return switch (transaction.kind()) {
      case DEBIT, TOP_UP_AND_DEBIT -> "debit";
      case TOP_UP -> "addmoney";
      case CREDIT -> "cashback";
    };
  }
}
