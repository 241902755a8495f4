package org.batua.gateway.connector.phonepe;

import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;

/// Refunds, whole or partial. Each has a transaction id of its own, our reference, and is asked
/// about by the same call as a debit.
record PhonepeRefunds() implements Refunding {
  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var payload =
        Map.of(
            "transactionId",
            order.reference().value(),
            "originalTransactionId",
            order.debit().value(),
            "providerReferenceId",
            order.debitProviderReference(),
            "merchantOrderId",
            order.debit().value(),
            "amount",
            order.amount().minor());
    var wire = PhonepeWire.of(call);
    return answers(wire, order, PhonepeQuestion.REFUND)
        .outcome(wire.post(Operation.REFUND, Purpose.MONEY, payload));
  }

  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = PhonepeWire.of(call);
    return answers(wire, order, PhonepeQuestion.INQUIRY)
        .inquiry(wire.status(order.reference().value()));
  }

  private static OutcomeClassifier answers(
      PhonepeWire wire, Refunding.Order order, PhonepeQuestion kind) {
    return new OutcomeClassifier(
        order.reference().value(), order.amount(), answered -> wire.read(kind, answered));
  }
}
