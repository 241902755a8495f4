package org.batua.gateway.connector.paytm;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.Reference;

/// A connector to which answers are played in the shapes that were recorded at Paytm's staging
/// hosts or that its pages print.
abstract class PaytmPlayback {
  static final String KEY = "0123456789abcdef";
  static final MobileNumber MOBILE = new MobileNumber("91", "7777777777");
  static final Linking.State STATE = new Linking.State(Map.of("state_token", Secret.of("S1")));
  static final Secret OTP = Secret.of("489871");
  static final Credentials LINKED =
      new Credentials(
          Map.of("access_token", Secret.of("A1"), "refresh_token", Secret.of("R1")),
          Optional.empty(),
          Optional.empty());
  static final Reference REFERENCE = new Reference("01JDPAYTM00000000000000001");
  static final DirectDebit.Order ORDER =
      new DirectDebit.Order(
          REFERENCE, Money.inr(100), MOBILE, LINKED, "CUST1", URI.create("https://b.example/r"));

  final PaytmConnector connector = new PaytmConnector();
  final Playback playback =
      new Playback(connector)
          .setting("mid", "TESTMID00000000001")
          .setting("client_id", "client")
          .secret("merchant_key", KEY)
          .secret("client_secret", "secret");

  Linking.Start start() {
    return connector.linking().orElseThrow().start(playback.call(), MOBILE, Optional.empty());
  }

  Linking.Result complete() {
    return connector.linking().orElseThrow().complete(playback.call(), STATE, OTP);
  }

  Outcome debit() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  Inquiry inquire() {
    return connector.directDebit().orElseThrow().inquire(playback.call(), ORDER);
  }

  static String failure(String code) {
    return "{\"status\":\"FAILURE\",\"message\":\"no\",\"responseCode\":\"" + code + "\"}";
  }

  /// As recorded: an id that is a JSON number, larger than a `long`.
  static String recorded(String status, String code, String amount) {
    return "{\"TxnId\":20180412111212800110168,\"MID\":\"TESTMID00000000001\",\"OrderId\":\""
        + REFERENCE.value()
        + "\",\"TxnAmount\":\""
        + amount
        + "\",\"BankTxnId\":\"1\",\"ResponseCode\":\""
        + code
        + "\",\"ResponseMessage\":\"words\",\"Status\":\""
        + status
        + "\",\"PaymentMode\":\"PPI\",\"BankName\":\"WALLET\",\"CustId\":\"CUST1\",\"MBID\":null}";
  }

  static String status(String status, String code) {
    return "{\"resultInfo\":{\"resultStatus\":\""
        + status
        + "\",\"resultCode\":\""
        + code
        + "\"},\"txnId\":\"2018\",\"orderId\":\""
        + REFERENCE.value()
        + "\",\"txnAmount\":\"1.00\"}";
  }

  static String headed(String body) {
    var signature = PaytmChecksum.of(Secret.of(KEY), body);
    return "{\"head\":{\"version\":\"v1\",\"signature\":\""
        + signature
        + "\"},\"body\":"
        + body
        + "}";
  }
}
