package org.batua.gateway.connector.development;

import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;

/// Debits and refunds, each under our reference, which works once.
record DevelopmentMoney() implements DirectDebit, Refunding {
  @Override
  public Outcome debit(Call call, DirectDebit.Order order) {
    var wire = DevelopmentWire.of(call);
    var credentials = order.credentials();
    var members =
        Map.of(
            "reference",
            order.reference().value(),
            "amount",
            order.amount().majorFixed(),
            "mobile",
            credentials.value(DevelopmentAccount.MOBILE).reveal(),
            "token",
            credentials.value(DevelopmentAccount.TOKEN).reveal());
    return new OutcomeClassifier(
            order.reference().value(), order.amount(), answered -> wire.moved("debit", answered))
        .outcome(wire.post("debit", Purpose.MONEY, members));
  }

  @Override
  public Inquiry inquire(Call call, DirectDebit.Order order) {
    var wire = DevelopmentWire.of(call);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> wire.told("debit/status", answered))
        .inquiry(wire.post("debit/status", Purpose.INQUIRY, Map.of("reference", reference)));
  }

  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var wire = DevelopmentWire.of(call);
    var members =
        Map.of(
            "reference",
            order.reference().value(),
            "debit_reference",
            order.debit().value(),
            "amount",
            order.amount().majorFixed());
    return new OutcomeClassifier(
            order.reference().value(), order.amount(), answered -> wire.moved("refund", answered))
        .outcome(wire.post("refund", Purpose.MONEY, members));
  }

  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = DevelopmentWire.of(call);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> wire.told("refund/status", answered))
        .inquiry(wire.post("refund/status", Purpose.INQUIRY, Map.of("reference", reference)));
  }
}
