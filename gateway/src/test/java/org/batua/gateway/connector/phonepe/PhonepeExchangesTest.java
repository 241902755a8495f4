package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.BalanceResult;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DebitOrder;
import org.batua.gateway.connector.HostedPage;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.LinkProof;
import org.batua.gateway.connector.LinkResult;
import org.batua.gateway.connector.LinkStart;
import org.batua.gateway.connector.LinkState;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.RefundOrder;
import org.batua.gateway.connector.TopupOrder;
import org.batua.gateway.connector.TopupStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers in the shapes that PhonePe's public pages print.
class PhonepeExchangesTest {
  private static final MobileNumber MOBILE = new MobileNumber("91", "9000000001");
  private static final LinkState STATE = new LinkState(Map.of("otp_token", Secret.of("O1")));
  private static final LinkProof OTP = new LinkProof.Otp(Secret.of("12345"));
  private static final Credentials LINKED =
      new Credentials(
          Map.of("user_auth_token", Secret.of("U1")), Optional.empty(), Optional.empty());
  private static final Reference REFERENCE = new Reference("01JDPH0NEPE000000000000001");
  private static final Reference REFUND = new Reference("01JDPH0NEPE000000000000002");
  private static final URI BACK = URI.create("https://b.example/r");
  private static final DebitOrder ORDER =
      new DebitOrder(REFERENCE, Money.inr(50_00), MOBILE, LINKED, "CUST1", BACK);
  private static final RefundOrder REFUND_ORDER =
      new RefundOrder(REFUND, REFERENCE, "P1", Money.inr(20_00), Money.inr(50_00), Money.inr(0));

  private final PhonepeConnector connector = new PhonepeConnector();
  private final Playback playback =
      new Playback(connector).setting("merchant_id", "TESTMID").secret("salt_key", "test-salt-key");

  private LinkStart start() {
    return connector.linking().orElseThrow().start(playback.call(), MOBILE, Optional.empty());
  }

  private LinkResult complete() {
    return connector.linking().orElseThrow().complete(playback.call(), STATE, OTP);
  }

  private Outcome debit() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  private Inquiry inquire() {
    return connector.directDebit().orElseThrow().inquire(playback.call(), ORDER);
  }

  private Outcome refund() {
    return connector.refunds().orElseThrow().refund(playback.call(), REFUND_ORDER);
  }

  private TopupStart topUp() {
    var order = new TopupOrder(REFERENCE, Money.inr(50_00), MOBILE, LINKED, BACK);
    return connector.topups().orElseThrow().start(playback.call(), order);
  }

  /// What the last request says, after its signature over the very characters is found right.
  private JsonNode sent(String path) {
    var request = playback.request();
    assertThat(request.url()).hasToString("https://mercury-t2.phonepe.com" + path);
    var encoded = JsonMapper.shared().readTree(request.body()).path("request").asString();
    assertThat(request.headers())
        .containsEntry(
            "X-VERIFY", PhonepeSignature.of(encoded, path, Secret.of("test-salt-key"), "1"))
        .containsEntry("X-DEVICE-ID", "device-1");
    var json = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    return JsonMapper.shared().readTree(json);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String error(String code) {
    return "{\"success\":false,\"code\":\"" + code + "\",\"message\":\"words\",\"data\":{}}";
  }

  private static String ok(String data) {
    return "{\"success\":true,\"code\":\"SUCCESS\",\"message\":\"words\",\"data\":" + data + "}";
  }

  private static String payment(String code, String data) {
    return "{\"success\":"
        + !code.equals("PAYMENT_ERROR")
        + ",\"code\":\""
        + code
        + "\",\"message\":\"words\",\"data\":"
        + data
        + "}";
  }

  private static String paid(String amount) {
    return "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
        + REFERENCE
        + "\",\"providerReferenceId\":\"P1\",\"amount\":"
        + amount
        + ",\"paymentState\":\"COMPLETED\",\"payResponseCode\":\"SUCCESS\"}";
  }

  private static String named(Object result) {
    return result.getClass().getSimpleName();
  }

  @Test
  void an_otp_is_asked_for_with_its_payload_in_base_64() {
    playback.answering(ok("{\"merchantId\":\"TESTMID\",\"otpToken\":\"O1\"}"));

    assertThat(start())
        .isEqualTo(new LinkStart.OtpSent(STATE, Optional.empty(), LinkStart.Account.NOT_TOLD));
    assertThat(sent("/v3/merchant/otp/send"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"mobileNumber\":\"9000000001\","
                    + "\"requestType\":\"WALLET\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST, INVALID_REQUEST",
    "401, AUTHORIZATION_FAILED, PROVIDER_CONFIG",
    "429, OTP_LIMIT_EXCEEDED, OTP_RATE_LIMITED",
    "429, TOO_MANY_REQUESTS, OTP_RATE_LIMITED",
    "403, USER_BLOCKED, ACCOUNT_BLOCKED",
    "403, USER_BLACKLISTED, ACCOUNT_BLOCKED",
    "404, MERCHANT_USER_NOT_FOUND, ACCOUNT_NOT_FOUND"
  })
  void a_code_counts_whatever_the_http_status(int status, String code, ProviderError error) {
    playback.answering(status, error(code));

    assertThat(start())
        .isInstanceOfSatisfying(
            LinkStart.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
  }

  @Test
  void an_otp_is_entered_with_the_device_and_gives_a_token() {
    playback.answering(ok("{\"userAuthToken\":\"U1\"}"));

    assertThat(complete()).isEqualTo(new LinkResult.Linked(LINKED, Optional.empty()));
    assertThat(sent("/v3/merchant/otp/verify"))
        .isEqualTo(json("{\"merchantId\":\"TESTMID\",\"otp\":\"12345\",\"otpToken\":\"O1\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "OTP_VERIFY_FAILED, OTP_INVALID",
    "OTP_EXPIRED, OTP_EXPIRED",
    "OTP_ALREADY_VERIFIED, OTP_ALREADY_USED",
    "INVALID_OTP_TOKEN, AUTH_SESSION_INVALID",
    "OTP_LIMIT_EXCEEDED, OTP_ATTEMPTS_EXCEEDED",
    "INVALID_DEVICE_ID, INVALID_REQUEST"
  })
  void an_otp_is_refused_by_its_code(String code, ProviderError error) {
    playback.answering(400, error(code));

    assertThat(complete())
        .isInstanceOfSatisfying(
            LinkResult.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "200, SOMETHING_NEW, Unknown",
    "400, SOMETHING_NEW, Unknown",
    "500, INTERNAL_SERVER_ERROR, Unknown",
    "503, INTERNAL_SERVER_ERROR, Unavailable"
  })
  void what_is_not_clear_leaves_a_link_unknown(int status, String code, String result) {
    playback.answering(status, error(code));

    assertThat(named(complete())).isEqualTo(result);
  }

  /// What is there and what can be used are two things.
  @Test
  void the_balance_is_what_can_be_used() {
    playback.answering(
        ok(
            "{\"responseType\":\"WALLET_ONLY\",\"wallet\":{\"availableBalance\":20000,"
                + "\"usableBalance\":12345,\"maxTopupAllowed\":100,\"debitPossible\":true}}"));

    assertThat(connector.balances().orElseThrow().balance(playback.call(), MOBILE, LINKED))
        .isEqualTo(new BalanceResult.Spendable(Money.inr(123_45), Optional.empty()));
    assertThat(sent("/v3/wallet/balance").path("txnAmount").isIntegralNumber()).isTrue();
  }

  @Test
  void a_debit_is_in_whole_paise_and_its_answer_must_repeat_them() {
    playback.answering(ok(paid("5000").replace("{", "{\"responseType\":\"PAYMENT\",")));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.providerReference()).isEqualTo("P1");
              assertThat(s.amount()).isEqualTo(Money.inr(50_00));
            });
    assertThat(sent("/v3/wallet/debit"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"transactionId\":\"R\",\"merchantOrderId\":\"R\","
                        .replace("R", REFERENCE.value())
                    + "\"amount\":5000,\"userAuthToken\":\"U1\",\"debitType\":\"DEBIT\"}"));
  }

  @ParameterizedTest
  @CsvSource({"5000, Succeeded", "'\"5000\"', Succeeded", "50.00, Unknown", "50, Unknown"})
  void an_amount_may_be_a_text_but_never_rupees(String amount, String result) {
    playback.answering(payment("PAYMENT_SUCCESS", paid(amount)));

    assertThat(named(debit())).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_TRANSACTION_ID, DUPLICATE_REFERENCE",
    "400, INVALID_USER_AUTH_TOKEN, TOKEN_INVALID",
    "400, WALLET_RELINK_REQUIRED, TOKEN_INVALID",
    "404, MERCHANT_USER_NOT_FOUND, TOKEN_INVALID",
    "403, USER_BLOCKED, ACCOUNT_BLOCKED",
    "400, BAD_REQUEST, INVALID_REQUEST",
    "401, AUTHORIZATION_FAILED, PROVIDER_CONFIG",
    "200, PAYMENT_CANCELLED, USER_DECLINED"
  })
  void a_refused_debit_says_why_by_its_code(int status, String code, ProviderError error) {
    playback.answering(status, error(code));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({"4999, INSUFFICIENT_BALANCE", "5000, DECLINED_OTHER", "'\"?\"', DECLINED_OTHER"})
  void a_declined_debit_is_explained_by_the_balance(String usable, ProviderError error) {
    playback
        .answering(400, error("PAYMENT_ERROR"))
        .answering(ok("{\"wallet\":{\"usableBalance\":" + usable + "}}"));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            d -> {
              assertThat(d.refusal().error()).isEqualTo(error);
              assertThat(d.refusal().raw().code()).isEqualTo("PAYMENT_ERROR");
            });
    assertThat(sent("/v3/wallet/balance").path("txnAmount").asInt()).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({
    "200, PAYMENT_PENDING, Pending",
    "200, PAYMENT_INITIATED, Pending",
    "500, INTERNAL_SERVER_ERROR, Unknown",
    "429, TOO_MANY_REQUESTS, Unknown",
    "400, SOMETHING_NEW, Unknown",
    "200, TRANSACTION_NOT_FOUND, Unknown"
  })
  void what_is_not_clear_is_no_failure_and_no_success(int status, String code, String result) {
    playback.answering(status, payment(code, "{}"));

    assertThat(named(debit())).isEqualTo(result);
  }

  @Test
  void a_success_that_another_word_denies_is_unknown() {
    playback
        .answering(payment("PAYMENT_SUCCESS", paid("5000").replace("COMPLETED", "FAILED")))
        .answering(payment("PAYMENT_SUCCESS", paid("5000")).replace("true", "false"))
        .answering(payment("PAYMENT_SUCCESS", paid("5000").replace("P1", "")))
        .answering("<html>502</html>");

    for (var i = 0; i < 4; i++) {
      assertThat(debit()).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void a_question_is_signed_over_its_path_alone() {
    playback.answering(payment("PAYMENT_SUCCESS", paid("5000")));

    assertThat(inquire())
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome()).isInstanceOf(Outcome.Succeeded.class));
    var path = "/v3/transaction/TESTMID/" + REFERENCE + "/status";
    assertThat(playback.request().url()).hasToString("https://mercury-t2.phonepe.com" + path);
    assertThat(playback.request().headers())
        .containsEntry("X-VERIFY", PhonepeSignature.of("", path, Secret.of("test-salt-key"), "1"));
  }

  /// What refuses the question says nothing about the debit.
  @ParameterizedTest
  @CsvSource({
    "404, TRANSACTION_NOT_FOUND, NotFound",
    "200, PAYMENT_ERROR, Found",
    "401, AUTHORIZATION_FAILED, CannotTell",
    "400, BAD_REQUEST, CannotTell",
    "400, INVALID_USER_AUTH_TOKEN, CannotTell",
    "403, USER_BLOCKED, CannotTell",
    "429, TOO_MANY_REQUESTS, CannotTell",
    "500, INTERNAL_SERVER_ERROR, CannotTell"
  })
  void an_inquiry_tells_what_its_code_tells(int status, String code, String result) {
    playback.answering(status, error(code));

    assertThat(named(inquire())).isEqualTo(result);
  }

  @Test
  void a_refund_names_itself_and_its_debit() {
    playback.answering(
        payment(
            "PAYMENT_PENDING",
            "{\"transactionId\":\"" + REFUND + "\",\"amount\":2000,\"status\":\"PENDING\"}"));

    assertThat(refund()).isInstanceOf(Outcome.Pending.class);
    assertThat(sent("/v3/credit/backToSource"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
                    + REFUND
                    + "\",\"originalTransactionId\":\""
                    + REFERENCE
                    + "\",\"merchantOrderId\":\""
                    + REFERENCE
                    + "\",\"providerReferenceId\":\"P1\",\"amount\":2000}"));
  }

  @ParameterizedTest
  @CsvSource({"EXCESS_REFUND_AMOUNT, REFUND_EXCEEDS", "SOMETHING, DECLINED_OTHER"})
  void a_refused_refund_says_why_by_its_response_code(String reason, ProviderError error) {
    playback.answering(payment("PAYMENT_ERROR", "{\"payResponseCode\":\"" + reason + "\"}"));

    assertThat(refund())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }

  @Test
  void a_topup_adds_what_was_asked_for_whatever_the_wallet_holds() {
    playback
        .setting("app_version", "400698")
        .answering(ok("{\"redirectUrl\":\"phonepe://topup?token=x\"}"));

    assertThat(topUp())
        .isEqualTo(new TopupStart.Page(new HostedPage.Link(URI.create("phonepe://topup?token=x"))));
    var sent = sent("/v3/wallet/topup");
    assertThat(sent.path("adjustAmount").asBoolean(true)).isFalse();
    assertThat(sent.at("/deviceContext/phonePeVersionCode").asLong()).isEqualTo(400_698);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "/relative", "no url"})
  void what_a_browser_must_not_open_is_no_deeplink(String url) {
    playback.answering(ok("{\"redirectUrl\":\"" + url + "\"}"));

    assertThat(topUp()).isInstanceOf(TopupStart.Unavailable.class);
  }

  @Test
  void nobody_can_be_asked_about_a_topup() {
    var order = new TopupOrder(REFERENCE, Money.inr(50_00), MOBILE, LINKED, BACK);

    assertThat(connector.topups().orElseThrow().inquire(playback.call(), order))
        .isInstanceOf(Inquiry.CannotTell.class);
    assertThat(playback.requestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "200, SUCCESS, Done",
    "400, INVALID_USER_AUTH_TOKEN, Done",
    "401, AUTHORIZATION_FAILED, Refused",
    "500, INTERNAL_SERVER_ERROR, Unavailable"
  })
  void a_link_ends_where_the_token_is_not_known_any_more(int status, String code, String result) {
    playback.answering(status, status == 200 ? ok("{}") : error(code));

    var delinking = connector.delinking().orElseThrow();
    assertThat(named(delinking.delink(playback.call(), LINKED))).isEqualTo(result);
    assertThat(sent("/v3/merchant/token/unlink").path("userAuthToken").asString()).isEqualTo("U1");
  }

  @Test
  void an_account_that_cannot_work_is_named_before_it_is_used() {
    assertThat(connector.problems(playback.account())).isEmpty();
    playback
        .setting("base_url", "mercury")
        .setting("debit_type", "credit")
        .setting("app_version", "x")
        .setting("path_status", "/v3/status");

    assertThat(connector.problems(playback.account()))
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem).contains("expected: "));
  }
}
