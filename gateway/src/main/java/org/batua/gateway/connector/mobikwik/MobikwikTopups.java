package org.batua.gateway.connector.mobikwik;

import java.util.Map;
import java.util.Set;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.SignedReturn;

/// Top-ups on MobiKwik's page, to which the customer's browser posts a signed form.
record MobikwikTopups() implements HostedTopups {
  private static final Set<String> RETURNED =
      Set.of(
          "messagecode",
          "status",
          "statuscode",
          "statusmessage",
          "statusdescription",
          "orderid",
          "amount",
          "refid",
          "refId",
          "mid",
          "cell",
          "checksum");

  @Override
  public HostedTopups.Start start(Call call, HostedTopups.Order order) {
    var wire = MobikwikWire.of(call);
    var parameters =
        Map.of(
            "amount",
            order.amount().majorFixed(),
            "cell",
            order.mobile().national(),
            "orderid",
            order.reference().value(),
            "redirecturl",
            order.callbackUrl().toString(),
            "token",
            order.credentials().value(MobikwikLinking.TOKEN).reveal());
    return new HostedTopups.Start.Page(
        new CustomerPage.Form(
            wire.account().url(Operation.TOPUP), wire.signed(Operation.TOPUP, parameters)));
  }

  /// Genuine only with a checksum, whatever the setting for other answers says: this one comes by
  /// way of the customer's browser.
  @Override
  public boolean isGenuine(Call call, HostedTopups.Order order, Map<String, String> parameters) {
    var wire = MobikwikWire.of(call);
    return order.reference().value().equals(parameters.get("orderid"))
        && new SignedReturn(parameters)
            .isSigned(RETURNED, fields -> wire.signedBySender(new MobikwikFields(200, fields)));
  }

  @Override
  public Inquiry inquire(Call call, HostedTopups.Order order) {
    var wire = MobikwikWire.of(call);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> MobikwikStatus.read(wire, answered))
        .inquiry(MobikwikStatus.ask(wire, reference));
  }
}
