package org.batua.gateway.connector.paytm;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;

/// Top-ups on Paytm's page, to which the customer's browser posts a signed form.
record PaytmTopups() implements HostedTopups {
  private static final String CHECKSUM = "CHECKSUMHASH";

  @Override
  public HostedTopups.Start start(Call call, HostedTopups.Order order) {
    var account = PaytmWire.of(call).account();
    var fields = new HashMap<String, String>();
    fields.put("MID", account.mid());
    fields.put("REQUEST_TYPE", "ADD_MONEY");
    fields.put("ORDER_ID", order.reference().value());
    fields.put("CUST_ID", PaytmDebits.customer(order.mobile().national()));
    fields.put("TXN_AMOUNT", order.amount().majorFixed());
    fields.put("CHANNEL_ID", account.channel());
    fields.put("INDUSTRY_TYPE_ID", account.industryType());
    fields.put("WEBSITE", account.website());
    fields.put("SSO_TOKEN", order.credentials().value(PaytmLinking.TOKEN).reveal());
    fields.put("CALLBACK_URL", order.callbackUrl().toString());
    fields.put(CHECKSUM, PaytmChecksum.of(account.merchantKey(), PaytmChecksum.text(fields)));
    return new HostedTopups.Start.Page(
        new HostedPayments.Page.Form(account.url(Operation.TOPUP), fields));
  }

  /// Genuine only with a checksum, whatever the setting for other answers says: this one comes by
  /// way of the customer's browser.
  @Override
  public boolean isGenuine(Call call, HostedTopups.Order order, Map<String, String> parameters) {
    var signed = new HashMap<>(parameters);
    var checksum = signed.remove(CHECKSUM);
    var account = PaytmWire.of(call).account();
    return checksum != null
        && order.reference().value().equals(parameters.get("ORDERID"))
        && PaytmChecksum.isRight(account.merchantKey(), PaytmChecksum.text(signed), checksum);
  }

  @Override
  public Inquiry inquire(Call call, HostedTopups.Order order) {
    var wire = PaytmWire.of(call);
    var reference = order.reference().value();
    var parameters = new HashMap<>(Map.of("orderId", reference));
    if (!wire.account().topupTxnType().isEmpty()) {
      parameters.put("txnType", wire.account().topupTxnType());
    }
    return new OutcomeClassifier(
            reference, order.amount(), answered -> PaytmDebits.readStatus(wire, answered))
        .inquiry(
            wire.postHeaded(
                Operation.STATUS, Purpose.INQUIRY, PaytmDebits.withMid(wire, parameters)));
  }
}
