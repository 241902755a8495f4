package org.batua.simulator.development;

import java.util.Optional;
import org.batua.simulator.engine.Debits;
import org.batua.simulator.engine.Debits.Receipt;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Engine;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Refunds;
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
            request.key("reference"), request.mobile(), request.token(), request.amount());
    return switch (engine.debits().debit(request.call(), order)) {
      case Reply.Done<Receipt>(Receipt receipt, Delivery delivery) ->
          payment(receipt.transaction(), delivery);
      case Reply.Refused<Receipt> refused -> refused(request, refused);
    };
  }

  Answer debitStatus(Request request) {
    return switch (engine.inquiries().inquirePayment(request.call(), request.key("reference"))) {
      case Reply.Done<Transaction>(Transaction transaction, Delivery delivery) ->
          payment(transaction, delivery);
      case Reply.Refused<Transaction> refused -> refused(request, refused);
    };
  }

  private static Answer payment(Transaction transaction, Delivery delivery) {
    boolean isDone = transaction.status() == Status.SUCCEEDED;
    Answer answer =
        Answer.done(delivery)
            .with("status", word(transaction.status()))
            .with("reference", transaction.key().reference().value())
            .with("transaction_id", transaction.providerReference().value())
            .with("amount", (isDone ? transaction.moved() : transaction.amount()).rupees());
    transaction.reason().ifPresent(reason -> answer.with("code", reason.name()));
    return answer;
  }

  Answer refund(Request request) {
    Refunds.Order order =
        new Refunds.Order(
            request.key("debit_reference"),
            Optional.of(new Reference(request.text("reference"))),
            request.amount(),
            Refunds.Extent.PARTIAL);
    return refund(request, engine.refunds().refund(request.call(), order));
  }

  Answer refundStatus(Request request) {
    return refund(
        request, engine.inquiries().inquireRefund(request.call(), request.key("reference")));
  }

  private static Answer refund(Request request, Reply<Refund> reply) {
    return switch (reply) {
      case Reply.Done<Refund>(Refund refund, Delivery delivery) ->
          Answer.done(delivery)
              .with("status", word(refund.status()))
              .with("reference", request.text("reference"))
              .with("transaction_id", refund.providerReference().value())
              .with("amount", refund.amount().rupees());
      case Reply.Refused<Refund> refused -> refused(request, refused);
    };
  }

  private static Answer refused(Request request, Reply.Refused<?> refused) {
    return Answer.refused(refused).with("reference", request.text("reference"));
  }

  private static String word(Status status) {
    return switch (status) {
      case PENDING -> "PENDING";
      case SUCCEEDED -> "SUCCEEDED";
      case FAILED, CANCELLED -> "FAILED";
    };
  }
}
