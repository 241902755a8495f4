package org.batua.gateway.connector.paytm;

import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;

/// Refunds, whole or partial. Our reference is the `refId`: Paytm makes one refund of each.
record PaytmRefunds() implements Refunding {
  private static final PaytmAnswer.Names NAMES =
      new PaytmAnswer.Names("refId", "refundAmount", "refundId");

  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var wire = PaytmWire.of(call);
    var parameters =
        Map.of(
            "txnType",
            "REFUND",
            "orderId",
            order.debit().value(),
            "txnId",
            order.debitProviderReference(),
            "refId",
            order.reference().value(),
            "refundAmount",
            order.amount().majorFixed());
    var exchange =
        wire.postHeaded(Operation.REFUND, Purpose.MONEY, PaytmDebits.withMid(wire, parameters));
    return answers(wire, order, PaytmAnswer.Kind.REFUND).outcome(exchange);
  }

  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = PaytmWire.of(call);
    var parameters = Map.of("orderId", order.debit().value(), "refId", order.reference().value());
    Transport.Exchange exchange =
        wire.postHeaded(
            Operation.REFUND_STATUS, Purpose.INQUIRY, PaytmDebits.withMid(wire, parameters));
    return answers(wire, order, PaytmAnswer.Kind.REFUND_INQUIRY).inquiry(exchange);
  }

  private static OutcomeClassifier answers(
      PaytmWire wire, Refunding.Order order, PaytmAnswer.Kind kind) {
    return new OutcomeClassifier(
        order.reference().value(), order.amount(), answered -> read(wire, kind, answered));
  }

  private static ParsedAnswer read(PaytmWire wire, PaytmAnswer.Kind kind, Answered answered) {
    return PaytmAnswer.headed(wire::signature, answered)
        .map(answer -> answer.about(wire.account().codes(), kind, NAMES))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }
}
