package org.batua.gateway.connector.midtrans;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Reference;

/// A connector to which answers are played in the shapes that Midtrans' pages print.
abstract class MidtransPlayback {
  static final String ACCOUNT = "00000269-7836-49e5-bc65-e592afafec14";
  static final String PAGE =
      "http://api.midtrans.com/v2/gopay/redirect/gpar_6123269-1425-21e3-bc44-e592afafec14/link";
  static final MobileNumber MOBILE = new MobileNumber("62", "81212345678");
  static final Linking.State STATE = new Linking.State(Map.of("account_id", Secret.of(ACCOUNT)));
  static final RedirectLinking.Proof BACK = new RedirectLinking.Proof.Callback(Map.of());
  static final Credentials LINKED =
      new Credentials(
          Map.of("account_id", Secret.of(ACCOUNT), "token", Secret.of("T1")),
          Optional.empty(),
          Optional.empty());
  static final Money AMOUNT = new Money(100_000_00, Money.IDR);
  static final DirectDebit.Order ORDER =
      new DirectDebit.Order(
          new Reference("01JDG0PAY00000000000000001"),
          AMOUNT,
          MOBILE,
          LINKED,
          "customer-1",
          URI.create("https://batua.example/return"));

  final MidtransConnector connector = new MidtransConnector();
  final Playback playback = new Playback(connector).secret("server_key", "SB-Mid-server-test");

  static String account(String status, String code, String more) {
    return """
    {"status_code":"%s","payment_type":"gopay","account_id":"%s","account_status":"%s"%s}
    """
        .formatted(code, ACCOUNT, status, more);
  }

  static String enabled(String balance) {
    return account(
        "ENABLED",
        "200",
        """
        ,"metadata":{"payment_options":[
          {"name":"PAY_LATER","active":true,"metadata":{},"token":"later",
           "balance":{"value":"350000.00","currency":"IDR"}},
          {"name":"GOPAY_WALLET","active":true,"metadata":{},"token":"T2",
           "balance":{"value":"%s","currency":"IDR"}}]}
        """
            .formatted(balance));
  }

  static String payment(String code, String status, String more) {
    return """
    {"status_code":"%s","status_message":"m","transaction_id":"t-1","currency":"IDR",
     "order_id":"01JDG0PAY00000000000000001","payment_type":"gopay","fraud_status":"accept",
     "gross_amount":"100000.00","transaction_status":"%s"%s}
    """
        .formatted(code, status, more);
  }

  Outcome charge() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  RedirectLinking.Result complete() {
    return connector.redirectLinking().orElseThrow().complete(playback.call(), STATE, BACK);
  }
}
