package org.batua.gateway.connector.amazonpay;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Request;

/// A connector to which answers are played as Amazon Pay prints them in its pages. They are printed
/// without their signatures, so that these are not asked for.
abstract class AmazonpayPlayback {
  static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  static final String REFERENCE = "01JD0000000000000000000001";
  static final MobileNumber MOBILE = new MobileNumber("91", "9000000001");
  static final Credentials HELD =
      new Credentials(
          Map.of(
              "access_token", Secret.of("Atza|IQ EB/x"), "refresh_token", Secret.of("Atzr|IQEB")),
          Optional.empty(),
          Optional.empty());

  final AmazonpayConnector connector = new AmazonpayConnector(InstantSource.fixed(NOW));
  final List<Request> sent = new ArrayList<>();

  Call call(int status, String body) {
    return call(status, body, Map.of("answer_signature", "when_present"));
  }

  Call call(int status, String body, Map<String, String> changes) {
    var settings = new HashMap<String, String>();
    for (var field : AmazonpayAccount.fields()) {
      settings.put(field.name(), field.fallback().orElse("x"));
    }
    settings.put("merchant_id", "A2UOYLUXLC6NR3");
    settings.put("access_key_id", "44CF9590007");
    settings.putAll(changes);
    var secrets = Map.of("secret_key", Secret.of("s3"), "client_secret", Secret.of("c3"));
    var account = new ProviderAccount("pa_1", connector.gateway(), settings, secrets);
    return new Call(
        account,
        "device",
        Duration.ofSeconds(1),
        (_, _, request, _) -> {
          sent.add(request);
          return new Transport.Exchange.Answered(
              status, Map.of("x-amz-request-id", "ab6e5e05"), body);
        });
  }

  static DirectDebit.Order order() {
    return new DirectDebit.Order(
        new Reference(REFERENCE),
        Money.inr(1),
        MOBILE,
        HELD,
        "customer",
        URI.create("https://batua.example/pay"));
  }

  Outcome debit(Call call) {
    return connector.directDebit().orElseThrow().debit(call, order());
  }

  static String charge(String status, String more) {
    return """
    {"merchantId": "A2UOYLUXLC6NR3", "chargeId": "%s",
     "amazonChargeId": "P04-7502344-4500241", "status": "%s", "requestedAmount": "0.01",
     "approvedAmount": "0.01", "currencyCode": "INR",%s
     "createTime": "2020-01-18T11:11:41.511Z", "updateTime": "2020-01-18T11:12:52.661Z"}
    """
        .formatted(REFERENCE, status, more);
  }

  RedirectLinking.Result trade(int status, String body) {
    var state =
        new Linking.State(Map.of("redirect_uri", Secret.of("https://batua.example/return")));
    var proof =
        new RedirectLinking.Proof.Callback(Map.of("code", "ANdNAVhyhqirUelHGEHA", "state", "s"));
    return connector.redirectLinking().orElseThrow().complete(call(status, body), state, proof);
  }
}
