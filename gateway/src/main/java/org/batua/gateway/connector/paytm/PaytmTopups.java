package org.batua.gateway.connector.paytm;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.SignedReturn;

/// Top-ups on Paytm's page, to which the customer's browser posts a signed form.
record PaytmTopups() implements HostedTopups {
  private static final String CHECKSUM = "CHECKSUMHASH";
  private static final Set<String> RETURNED =
      Set.of(
          "MID",
          "ORDERID",
          "TXNID",
          "TXNAMOUNT",
          "STATUS",
          "RESPCODE",
          "RESPMSG",
          "CURRENCY",
          "PAYMENTMODE",
          "TXNDATE",
          "GATEWAYNAME",
          "BANKTXNID",
          "BANKNAME",
          CHECKSUM);

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
    return new HostedTopups.Start.Page(new CustomerPage.Form(account.url(Operation.TOPUP), fields));
  }

  /// Genuine only with a checksum, whatever the setting for other answers says: this one comes by
  /// way of the customer's browser.
  @Override
  public boolean isGenuine(Call call, HostedTopups.Order order, Map<String, String> parameters) {
    var account = PaytmWire.of(call).account();
    return order.reference().value().equals(parameters.get("ORDERID"))
        && new SignedReturn(parameters)
            .isSigned(RETURNED, fields -> isSigned(account.merchantKey(), fields));
  }

  private static boolean isSigned(Secret key, Map<String, String> fields) {
    var signed = new HashMap<>(fields);
    var checksum = signed.remove(CHECKSUM);
    return checksum != null && PaytmChecksum.isRight(key, PaytmChecksum.text(signed), checksum);
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
