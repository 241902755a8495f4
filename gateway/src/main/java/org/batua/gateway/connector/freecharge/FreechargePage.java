package org.batua.gateway.connector.freecharge;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.SignedReturn;
import org.batua.gateway.connector.freecharge.FreechargeWire.Answering;

/// One visit to FreeCharge's page, to which the customer's browser posts a signed form.
record FreechargePage(Call call, Reference reference, Money amount) {
  private static final Set<String> RETURNED =
      Set.of(
          "status",
          "merchantTxnId",
          "txnId",
          "amount",
          "errorCode",
          "errorMessage",
          FreechargeChecksum.NAME);

  /// The form; nothing is sent to FreeCharge before the browser posts it.
  CustomerPage.Form form(MobileNumber mobile, URI callback, String product) {
    var wire = FreechargeWire.of(call);
    var fields = new HashMap<String, String>();
    fields.put("merchantTxnId", reference.value());
    fields.put("amount", amount.majorFixed());
    fields.put("channel", wire.account().channel());
    fields.put("currency", amount.currency().getCurrencyCode());
    fields.put("surl", callback.toString());
    fields.put("furl", callback.toString());
    fields.put("productInfo", product);
    // the page proposes it and the customer may type another one; blank it is left out
    fields.put("mobile", mobile.countryCode().equals("91") ? mobile.national() : "");
    return new CustomerPage.Form(
        wire.account().url(FreechargeAccount.Path.PAY), wire.signed(fields));
  }

  /// Our own signed form, sent back by whoever saw it, has no status and is no answer.
  boolean isGenuine(Map<String, String> parameters) {
    return parameters.containsKey("status")
        && reference.value().equals(parameters.get("merchantTxnId"))
        && new SignedReturn(parameters).isSigned(RETURNED, FreechargeWire.of(call)::signedBySender);
  }

  Inquiry inquire() {
    var wire = FreechargeWire.of(call);
    var members = Map.of("merchantTxnId", reference.value(), "txnType", "CUSTOMER_PAYMENT");
    return new OutcomeClassifier(
            reference.value(), amount, answered -> wire.read(answered, Answering.STATUS))
        .inquiry(wire.post(FreechargeAccount.Path.STATUS, Purpose.INQUIRY, members));
  }
}
