package org.batua.gateway.connector.paytm;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;

/// Debits by access token. Our reference is the order id: Paytm takes each one once.
record PaytmDebits() implements DirectDebit {
  private static final PaytmAnswer.Names NAMES =
      new PaytmAnswer.Names("OrderId", "TxnAmount", "TxnId");
  private static final PaytmAnswer.Names STATUS_NAMES =
      new PaytmAnswer.Names("orderId", "txnAmount", "txnId");
  private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9@_.-]{1,50}");
  private static final int CUSTOMER_HASH_BYTES = 20;

  @Override
  public Outcome debit(Call call, DirectDebit.Order order) {
    var wire = PaytmWire.of(call);
    var account = wire.account();
    var parameters = new HashMap<String, String>();
    parameters.put("MID", account.mid());
    parameters.put("ReqType", "WITHDRAW");
    parameters.put("TxnAmount", order.amount().majorFixed());
    parameters.put("AppIP", account.appIp());
    parameters.put("OrderId", order.reference().value());
    parameters.put("Currency", order.amount().currency().getCurrencyCode());
    parameters.put("DeviceId", order.mobile().national());
    parameters.put("SSOToken", order.credentials().value(PaytmLinking.TOKEN).reveal());
    parameters.put("PaymentMode", "PPI");
    parameters.put("CustId", customer(order.customerReference()));
    parameters.put("IndustryType", account.industryType());
    parameters.put("Channel", account.channel());
    parameters.put("AuthMode", "USRPWD");
    return new OutcomeClassifier(
            order.reference().value(), order.amount(), answered -> read(wire, answered))
        .outcome(wire.postFlat(Operation.DEBIT, Purpose.MONEY, parameters));
  }

  /// A merchant's id of a customer that Paytm would not take is sent as its hash.
  static String customer(String reference) {
    return CUSTOMER.matcher(reference).matches()
        ? reference
        : HexFormat.of().formatHex(Hashes.sha256(Secret.of(reference)), 0, CUSTOMER_HASH_BYTES);
  }

  private static ParsedAnswer read(PaytmWire wire, Answered answered) {
    return PaytmAnswer.flat(wire::signature, answered)
        .map(answer -> answer.about(wire.account().codes(), PaytmAnswer.Kind.DEBIT, NAMES))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  @Override
  public Inquiry inquire(Call call, DirectDebit.Order order) {
    var reference = order.reference().value();
    var parameters = Map.of("orderId", reference, "txnType", "WITHDRAW");
    var wire = PaytmWire.of(call);
    return new OutcomeClassifier(reference, order.amount(), answered -> readStatus(wire, answered))
        .inquiry(wire.postHeaded(Operation.STATUS, Purpose.INQUIRY, withMid(wire, parameters)));
  }

  static ParsedAnswer readStatus(PaytmWire wire, Answered answered) {
    return PaytmAnswer.headed(wire::signature, answered)
        .map(
            answer ->
                answer.about(wire.account().codes(), PaytmAnswer.Kind.ORDER_INQUIRY, STATUS_NAMES))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  static Map<String, String> withMid(PaytmWire wire, Map<String, String> parameters) {
    var all = new HashMap<>(parameters);
    all.put("mid", wire.account().mid());
    return all;
  }
}
