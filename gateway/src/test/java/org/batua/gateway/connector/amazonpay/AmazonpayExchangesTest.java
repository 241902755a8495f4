package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers as Amazon Pay prints them in its pages, played to the connector. They are printed
/// without their signatures, so that these are not asked for.
class AmazonpayExchangesTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  private static final String REFERENCE = "01JD0000000000000000000001";
  private static final MobileNumber MOBILE = new MobileNumber("91", "9000000001");
  private static final Credentials HELD =
      new Credentials(
          Map.of(
              "access_token", Secret.of("Atza|IQ EB/x"), "refresh_token", Secret.of("Atzr|IQEB")),
          Optional.empty(),
          Optional.empty());

  private final AmazonpayConnector connector = new AmazonpayConnector(InstantSource.fixed(NOW));
  private final List<Request> sent = new ArrayList<>();

  private Call call(int status, String body) {
    return call(status, body, Map.of("answer_signature", "when_present"));
  }

  private Call call(int status, String body, Map<String, String> changes) {
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

  private static DirectDebit.Order order() {
    return new DirectDebit.Order(
        new Reference(REFERENCE),
        Money.inr(1),
        MOBILE,
        HELD,
        "customer",
        URI.create("https://batua.example/pay"));
  }

  private Outcome debit(Call call) {
    return connector.directDebit().orElseThrow().debit(call, order());
  }

  private static String charge(String status, String more) {
    return """
    {"merchantId": "A2UOYLUXLC6NR3", "chargeId": "%s",
     "amazonChargeId": "P04-7502344-4500241", "status": "%s", "requestedAmount": "0.01",
     "approvedAmount": "0.01", "currencyCode": "INR",%s
     "createTime": "2020-01-18T11:11:41.511Z", "updateTime": "2020-01-18T11:12:52.661Z"}
    """
        .formatted(REFERENCE, status, more);
  }

  @Test
  void the_balance_to_show_is_the_redeemable_one() {
    var body =
        """
        {"amazonPayBalance": {"enabled": true, "priority": 0, "totalBalance": "7675.34",
         "redeemableBalance": "7675.30"}}
        """;

    assertThat(connector.balances().orElseThrow().balance(call(200, body), MOBILE, HELD))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(7675_30), Optional.empty()));

    var request = sent.getFirst();
    assertThat(request.url())
        .hasToString(
            "https://amazonpay.amazon.in/v1/payments/instruments?accessToken=Atza%7CIQ%20EB%2Fx"
                + "&instrumentTypes=AmazonPayBalance&merchantId=A2UOYLUXLC6NR3");
    assertThat(request.headers())
        .containsEntry("x-amz-date", "20260211T043009Z")
        .containsEntry("x-amz-client-id", "A2UOYLUXLC6NR3")
        .containsEntry("x-amz-expires", "900");
    assertThat(request.headers().get("Authorization"))
        .matches("AMZ\\+44CF9590007:[A-Za-z0-9_-]{64}");
    assertThat(request.toString()).doesNotContain("Atza");
  }

  @Test
  void a_charge_that_was_approved_has_succeeded() {
    var outcome = (Outcome.Succeeded) debit(call(200, charge("CaptureApproved", "")));

    assertThat(outcome.providerReference()).isEqualTo("P04-7502344-4500241");
    assertThat(outcome.at()).contains(Instant.parse("2020-01-18T11:12:52.661Z"));
    assertThat(outcome.response().providerRequestId()).isEqualTo("ab6e5e05");
    assertThat(sent.getFirst().body())
        .contains("\"intent\":\"Capture\"", "\"amount\":\"0.01\"", "\"timeoutInSecs\":\"900\"")
        .contains("\"attributableProgram\":\"S2SPay\"", "\"chargeId\":\"" + REFERENCE + "\"");
  }

  @Test
  void a_charge_with_a_page_needs_its_customer() {
    var page = "\"amazonPayUrl\": \"https://amazonpay.amazon.in/pay?x=1\",";

    assertThat(debit(call(200, charge("CapturePending", page))))
        .isInstanceOfSatisfying(
            Outcome.NeedsCustomer.class,
            needs ->
                assertThat(needs.page().url()).hasToString("https://amazonpay.amazon.in/pay?x=1"));
    assertThat(debit(call(200, charge("CapturePending", "")))).isInstanceOf(Outcome.Pending.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "https://a b/", "//amazon.in/x", "https://x/\\\"y"})
  void a_page_that_is_no_web_address_is_not_opened(String url) {
    var page = "\"amazonPayUrl\": \"" + url + "\",";

    assertThat(debit(call(200, charge("CapturePending", page))))
        .isInstanceOf(Outcome.Pending.class);
  }

  @Test
  void a_success_without_its_signature_is_not_believed() {
    var strict = call(200, charge("CaptureApproved", ""), Map.of());

    assertThat(debit(strict)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_success_without_an_amount_or_with_another_is_not_believed() {
    var none = charge("CaptureApproved", "").replace("\"approvedAmount\": \"0.01\",", "");
    var other =
        charge("CaptureApproved", "")
            .replace("\"approvedAmount\": \"0.01\"", "\"approvedAmount\": \"0.02\"");

    assertThat(debit(call(200, none))).isInstanceOf(Outcome.Unknown.class);
    assertThat(debit(call(200, other))).isInstanceOf(Outcome.Unknown.class);
  }

  /// Source: Amazon Pay, "Status Codes".
  @ParameterizedTest
  @CsvSource({
    "400, InvalidArguments, Declined INVALID_REQUEST",
    "400, InvalidMerchantId, Declined PROVIDER_CONFIG",
    "400, InvalidCallbackUrl, Declined PROVIDER_CONFIG",
    "400, NonKYCAccount, Declined ACCOUNT_BLOCKED",
    "400, InsufficientFunds, Declined INSUFFICIENT_BALANCE",
    "400, InsufficientLoadLimit, Declined LIMIT_EXCEEDED",
    "400, DuplicateChargeId, Declined DUPLICATE_REFERENCE",
    "401, AuthorizationExpired, Declined PROVIDER_CONFIG",
    "401, AuthorizationFailed, Declined SIGNATURE_REJECTED",
    "403, InvalidAccessToken, Declined TOKEN_INVALID",
    "500, InternalServerError, Unknown HTTP_ERROR",
    "400, SomethingNew, Unknown HTTP_ERROR",
  })
  void an_error_is_what_its_name_says(int status, String code, String expected) {
    var body = "{\"code\": \"%s\", \"message\": \"words\"}".formatted(code);
    var outcome = debit(call(status, body));

    assertThat(
            switch (outcome) {
              case Outcome.Declined(var refusal) -> "Declined " + refusal.error();
              case Outcome.Unknown(var failure) -> "Unknown " + failure.cause();
              case Outcome other -> other.toString();
            })
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidChargeId, NotFound",
    "401, AuthorizationFailed, CannotTell",
    "403, InvalidAccessToken, CannotTell",
    "400, InvalidArguments, CannotTell",
    "500, InternalServerError, CannotTell",
  })
  void an_error_at_an_inquiry_is_no_news_of_the_charge(int status, String code, String expected) {
    var body = "{\"code\": \"%s\", \"message\": \"words\"}".formatted(code);

    Inquiry inquiry = connector.directDebit().orElseThrow().inquire(call(status, body), order());

    assertThat(inquiry.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void a_refund_tells_its_amount_as_a_number() {
    var body =
        """
        {"refundId": "%s", "amazonRefundId": "P04-0249917-0735882-R8908908", "amount": 0.01,
         "refundedFee": 0.01, "currencyCode": "INR", "status": "Approved",
         "createTime": "2020-01-18T11:11:41.511Z", "updateTime": "2020-01-18T11:12:52.661Z"}
        """
            .formatted(REFERENCE);
    var reference = new Reference(REFERENCE);
    var order =
        new Refunding.Order(
            reference, reference, "P04", Money.inr(1), Money.inr(100), Money.inr(0));

    assertThat(connector.refunds().orElseThrow().refund(call(201, body), order))
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            done -> assertThat(done.providerReference()).isEqualTo("P04-0249917-0735882-R8908908"));
    assertThat(
            connector
                .refunds()
                .orElseThrow()
                .refund(call(400, "{\"code\": \"InsufficientFunds\"}"), order))
        .hasToString(
            "Declined[refusal=Refusal[error=MERCHANT_FUNDS, attemptsLeft=Optional.empty,"
                + " retryAfter=Optional.empty, response=ProviderResponse[code=InsufficientFunds,"
                + " message=, httpStatus=400, providerRequestId=ab6e5e05]]]");
  }

  @Test
  void the_page_of_consent_gets_what_the_pages_of_amazon_say() {
    var callback =
        new RedirectLinking.Callback(
            URI.create("https://batua.example/return"), Secret.of("s7a7e"));
    var start =
        (RedirectLinking.Start.Redirect)
            connector.redirectLinking().orElseThrow().start(call(500, ""), MOBILE, callback);

    assertThat(start.url().reveal())
        .isEqualTo(
            "https://www.amazon.in/ap/oa?client_id=x"
                + "&redirect_uri=https%3A%2F%2Fbatua.example%2Freturn&response_type=code"
                + "&scope=payments%3A%3Aconduct_silentpay&state=s7a7e");
    assertThat(sent).isEmpty();
  }

  private RedirectLinking.Result trade(int status, String body) {
    var state =
        new Linking.State(Map.of("redirect_uri", Secret.of("https://batua.example/return")));
    var proof =
        new RedirectLinking.Proof.Callback(Map.of("code", "ANdNAVhyhqirUelHGEHA", "state", "s"));
    return connector.redirectLinking().orElseThrow().complete(call(status, body), state, proof);
  }

  @Test
  void a_code_becomes_two_tokens_with_an_end() {
    var body =
        """
        {"access_token": "Atza|IQEB", "token_type": "bearer", "expires_in": "3600",
         "refresh_token": "Atzr|IQEB"}
        """;

    var linked = (RedirectLinking.Result.Linked) trade(200, body);

    assertThat(linked.credentials().expiresAt()).contains(NOW.plusSeconds(3600));
    assertThat(linked.credentials().value("refresh_token").reveal()).isEqualTo("Atzr|IQEB");
    var request = sent.getFirst();
    assertThat(request.url()).hasToString("https://api.amazon.co.uk/auth/o2/token");
    assertThat(request.headers()).doesNotContainKey("Authorization");
    assertThat(request.body()).contains("\"grant_type\":\"authorization_code\"", "client_secret");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, Refused",
    "401, invalid_client, Refused",
    "500, server_error, Unknown",
    "429, throttled, Unavailable",
  })
  void a_code_that_is_not_taken_says_what_is_known(int status, String error, String expected) {
    assertThat(trade(status, "{\"error\": \"" + error + "\"}").getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @Test
  void a_renewal_that_brings_no_other_refresh_token_keeps_the_old_one() {
    var body = "{\"access_token\": \"Atza|new\", \"token_type\": \"bearer\", \"expires_in\": 3600}";
    var renewed =
        (Renewal.Result.Renewed)
            connector.renewal().orElseThrow().renew(call(200, body), MOBILE, HELD);

    assertThat(renewed.credentials().value("access_token").reveal()).isEqualTo("Atza|new");
    assertThat(renewed.credentials().value("refresh_token").reveal()).isEqualTo("Atzr|IQEB");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, Refused",
    "401, invalid_client, Unavailable",
    "503, server_error, Unavailable",
  })
  void only_a_dead_grant_ends_a_link(int status, String error, String expected) {
    var result =
        connector
            .renewal()
            .orElseThrow()
            .renew(call(status, "{\"error\": \"" + error + "\"}"), MOBILE, HELD);

    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void the_path_of_a_topup_is_the_accounts() {
    var order =
        new HostedTopups.Order(
            new Reference(REFERENCE),
            Money.inr(1),
            MOBILE,
            HELD,
            URI.create("https://batua.example/back"));
    var call = call(400, "{\"code\":\"NonKYCAccount\"}", Map.of("path_topup", "/v2/load"));

    assertThat(connector.topups().orElseThrow().start(call, order))
        .isInstanceOf(HostedTopups.Start.Refused.class);
    assertThat(sent.getFirst().url()).hasToString("https://amazonpay.amazon.in/v2/load");
  }
}
