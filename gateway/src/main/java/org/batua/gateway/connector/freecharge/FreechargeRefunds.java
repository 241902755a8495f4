package org.batua.gateway.connector.freecharge;

import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.freecharge.FreechargeWire.Answering;

/// Refunds, each under a name of our own, by which FreeCharge takes it once and tells about it.
record FreechargeRefunds() implements Refunding {
  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var wire = FreechargeWire.of(call);
    var members =
        Map.of(
            "merchantTxnId",
            order.debit().value(),
            "refundMerchantTxnId",
            order.reference().value(),
            "refundAmount",
            order.amount().majorFixed());
    return new OutcomeClassifier(
            order.reference().value(),
            order.amount(),
            answered -> wire.read(answered, Answering.REFUND))
        .outcome(wire.post(FreechargeAccount.Path.REFUND, Purpose.MONEY, members));
  }

  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = FreechargeWire.of(call);
    var reference = order.reference().value();
    var members = Map.of("merchantTxnId", reference, "txnType", "CANCELLATION_REFUND");
    return new OutcomeClassifier(
            reference, order.amount(), answered -> wire.read(answered, Answering.STATUS))
        .inquiry(wire.post(FreechargeAccount.Path.STATUS, Purpose.INQUIRY, members));
  }
}
