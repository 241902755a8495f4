package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Answers in the shapes that were recorded at Paytm's staging hosts or that its pages print.
class PaytmExchangesTest {
  private static final String KEY = "0123456789abcdef";
  private static final MobileNumber MOBILE = new MobileNumber("91", "7777777777");
  private static final Linking.State STATE =
      new Linking.State(Map.of("state_token", Secret.of("S1")));
  private static final Secret OTP = Secret.of("489871");
  private static final Credentials LINKED =
      new Credentials(
          Map.of("access_token", Secret.of("A1"), "refresh_token", Secret.of("R1")),
          Optional.empty(),
          Optional.empty());
  private static final Reference REFERENCE = new Reference("01JDPAYTM00000000000000001");
  private static final DirectDebit.Order ORDER =
      new DirectDebit.Order(
          REFERENCE, Money.inr(100), MOBILE, LINKED, "CUST1", URI.create("https://b.example/r"));

  private final PaytmConnector connector = new PaytmConnector();
  private final Playback playback =
      new Playback(connector)
          .setting("mid", "TESTMID00000000001")
          .setting("client_id", "client")
          .secret("merchant_key", KEY)
          .secret("client_secret", "secret");

  private Linking.Start start() {
    return connector.linking().orElseThrow().start(playback.call(), MOBILE, Optional.empty());
  }

  private Linking.Result complete() {
    return connector.linking().orElseThrow().complete(playback.call(), STATE, OTP);
  }

  private Outcome debit() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  private Inquiry inquire() {
    return connector.directDebit().orElseThrow().inquire(playback.call(), ORDER);
  }

  @Test
  void an_otp_is_asked_for_with_the_client_and_the_device() {
    playback.answering(
        "{\"status\":\"SUCCESS\",\"responseCode\":\"BE1400001\",\"state_token\":\"S1\"}");

    assertThat(start())
        .isEqualTo(new Linking.Start.OtpSent(STATE, Optional.empty(), Linking.Account.EXISTING));
    assertThat(playback.request().url())
        .hasToString("https://accounts.paytm.com/signin/otp?locale=en-IN");
    assertThat(playback.request().headers())
        .containsEntry("Authorization", "Basic Y2xpZW50OnNlY3JldA==")
        .containsEntry("x-device-identifier", "device-1");
    assertThat(JsonMapper.shared().readTree(playback.request().body()))
        .isEqualTo(
            JsonMapper.shared().readTree("{\"phone\":\"7777777777\",\"scopes\":[\"wallet\"]}"));
  }

  @Test
  void the_older_answer_names_the_state_differently_and_may_tell_of_a_new_user() {
    playback.answering(
        "{\"status\":\"SUCCESS\",\"message\":\"Otp sent to phone\",\"responseCode\":\"02\","
            + "\"state\":\"S1\"}");

    assertThat(start())
        .isEqualTo(new Linking.Start.OtpSent(STATE, Optional.empty(), Linking.Account.NEW));
  }

  @ParameterizedTest
  @CsvSource({
    "431, INVALID_MOBILE",
    "531, OTP_RATE_LIMITED",
    "708, OTP_RATE_LIMITED",
    "BE1425006, OTP_RATE_LIMITED",
    "433, ACCOUNT_BLOCKED",
    "BE1425004, ACCOUNT_BLOCKED",
    "BE1425005, PROVIDER_CONFIG",
    "BE1423012, PROVIDER_CONFIG",
    "434, INVALID_REQUEST"
  })
  void a_failure_comes_with_http_200_and_its_code_says_why(String code, ProviderError error) {
    playback.answering(failure(code));

    assertThat(start())
        .isInstanceOfSatisfying(
            Linking.Start.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "403, OTP_INVALID",
    "513, AUTH_SESSION_INVALID",
    "BE1423013, AUTH_SESSION_INVALID",
    "442, OTP_ALREADY_USED",
    "1107, OTP_ALREADY_USED",
    "531, OTP_ATTEMPTS_EXCEEDED",
    "517, ACCOUNT_BLOCKED"
  })
  void an_otp_is_refused_by_its_code(String code, ProviderError error) {
    playback.answering(failure(code));

    assertThat(complete())
        .isInstanceOfSatisfying(
            Linking.Result.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
  }

  private static String failure(String code) {
    return "{\"status\":\"FAILURE\",\"message\":\"no\",\"responseCode\":\"" + code + "\"}";
  }

  @Test
  void an_unlisted_code_leaves_a_link_unknown() {
    playback.answering(failure("4711"));

    assertThat(complete()).isInstanceOf(Linking.Result.Unknown.class);
  }

  @Test
  void the_wallets_token_is_taken_from_the_list() {
    playback.answering(
        "{\"status\":\"SUCCESS\",\"responseCode\":\"BE1400001\",\"tokens\":["
            + "{\"access_token\":\"P1\",\"scope\":\"paytm\"},"
            + "{\"access_token\":\"A1\",\"refresh_token\":\"R1\",\"expires\":\"1563269040000\","
            + "\"scope\":\"wallet\"}]}");

    assertThat(complete())
        .isEqualTo(
            new Linking.Result.Linked(
                new Credentials(
                    LINKED.values(),
                    Optional.of(Instant.ofEpochMilli(1_563_269_040_000L)),
                    Optional.empty()),
                Optional.empty()));
  }

  @Test
  void the_older_token_comes_alone_and_cannot_be_renewed() {
    playback.answering(
        "{\"access_token\":\"A1\",\"expires\":\"1563269040000\",\"scope\":\"wallet\","
            + "\"resourceOwnerId\":\"1000\"}");

    assertThat(complete())
        .isInstanceOfSatisfying(
            Linking.Result.Linked.class,
            linked -> {
              assertThat(linked.credentials().values()).containsOnlyKeys("access_token");
              var renewal = connector.renewal().orElseThrow();
              assertThat(renewal.renew(playback.call(), MOBILE, linked.credentials()))
                  .isInstanceOf(Renewal.Result.Refused.class);
            });
    assertThat(playback.requestCount()).isEqualTo(1);
  }

  @Test
  void a_renewal_without_a_new_refresh_token_keeps_the_old_one() {
    playback.answering(
        "{\"status\":\"SUCCESS\",\"responseCode\":\"BE1400001\","
            + "\"tokens\":[{\"access_token\":\"A2\",\"scope\":\"wallet\"}]}");

    assertThat(connector.renewal().orElseThrow().renew(playback.call(), MOBILE, LINKED))
        .isInstanceOfSatisfying(
            Renewal.Result.Renewed.class,
            r ->
                assertThat(r.credentials().values())
                    .containsEntry("access_token", Secret.of("A2"))
                    .containsEntry("refresh_token", Secret.of("R1")));
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', Done",
    "204, '', Done",
    "400, Token not found, Done",
    "400, Bad request, Unavailable",
    "401, no, Refused",
    "500, '', Unavailable"
  })
  void a_revocation_goes_by_its_http_status(int status, String body, String result) {
    playback.answering(status, body);

    assertThat(connector.delinking().orElseThrow().delink(playback.call(), LINKED))
        .extracting(it -> it.getClass().getSimpleName())
        .isEqualTo(result);
    assertThat(new Delinking.Result.Done()).isEqualTo(new Delinking.Result.Done());
    assertThat(playback.request().method()).isEqualTo("DELETE");
    assertThat(playback.request().headers()).containsEntry("session_token", "A1");
  }

  @Test
  void the_balance_is_that_of_the_wallet_among_the_options() {
    playback.answering(
        headed(
            "{\"resultInfo\":{\"resultStatus\":\"S\",\"resultCode\":\"0000\"},\"payOptions\":["
                + "{\"payMethod\":\"PAYTM_DIGITAL_CREDIT\",\"amount\":9.00},"
                + "{\"payMethod\":\"PPI\",\"amount\":1234.50,\"deficitAmount\":0}]}"));

    assertThat(connector.balances().orElseThrow().balance(playback.call(), MOBILE, LINKED))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(1234_50), Optional.empty()));
  }

  @Test
  void a_debit_is_flat_and_its_checksum_covers_all_of_it() {
    playback.answering(recorded("TXN_SUCCESS", "01", "1.00"));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> assertThat(s.providerReference()).isEqualTo("20180412111212800110168"));
    var sent = new HashMap<String, String>();
    JsonMapper.shared()
        .readTree(playback.request().body())
        .properties()
        .forEach(p -> sent.put(p.getKey(), p.getValue().asString()));
    var checksum = Optional.ofNullable(sent.remove("CheckSum")).orElseThrow();
    assertThat(PaytmChecksum.isRight(Secret.of(KEY), PaytmChecksum.text(sent), checksum)).isTrue();
    assertThat(sent)
        .containsEntry("ReqType", "WITHDRAW")
        .containsEntry("TxnAmount", "1.00")
        .containsEntry("OrderId", REFERENCE.value())
        .containsEntry("DeviceId", "7777777777")
        .containsEntry("SSOToken", "A1")
        .containsEntry("PaymentMode", "PPI")
        .containsEntry("CustId", "CUST1")
        .containsEntry("AuthMode", "USRPWD");
  }

  /// As recorded: an id that is a JSON number, larger than a `long`.
  private static String recorded(String status, String code, String amount) {
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

  @ParameterizedTest
  @CsvSource({
    "TXN_FAILURE, 235, INSUFFICIENT_BALANCE",
    "TXN_FAILURE, 334, DUPLICATE_REFERENCE",
    "TXN_FAILURE, 227, SIGNATURE_REJECTED",
    "TXN_FAILURE, 530, TOKEN_INVALID",
    "TXN_FAILURE, 810, DECLINED_OTHER"
  })
  void a_failed_debit_says_why_by_its_code(String status, String code, ProviderError error) {
    playback.answering(recorded(status, code, "1.00"));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, 402, Pending",
    "PENDING, 4711, Pending",
    "TXN_FAILURE, 4711, Unknown",
    "TXN_FAILURE, 501, Unknown",
    "TXN_FAILURE, 402, Unknown",
    "TXN_FAILURE, 01, Unknown",
    "TXN_SUCCESS, 235, Unknown",
    "SOMETHING, 01, Unknown"
  })
  void what_is_not_clear_is_no_failure_and_no_success(String status, String code, String result) {
    playback.answering(recorded(status, code, "1.00"));

    assertThat(debit()).extracting(o -> o.getClass().getSimpleName()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"1.01", "100", "0.10"})
  void a_success_of_another_amount_is_for_somebody_to_look_at(String amount) {
    playback.answering(recorded("TXN_SUCCESS", "01", amount));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, u -> assertThat(u.failure().cause()).isEqualTo(Cause.INTEGRITY));
  }

  @ParameterizedTest
  @CsvSource({
    "227=Checksum mismatch, SIGNATURE_REJECTED",
    "235=Not enough balance, INSUFFICIENT_BALANCE"
  })
  void the_second_shape_of_a_refusal_is_read_too(String error, ProviderError expected) {
    playback.answering("{\"Error\":\"" + error + "\"}");

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(expected));
  }

  @Test
  void a_system_error_in_the_second_shape_refuses_nothing() {
    playback.answering("{\"Error\":\"501=System Error\"}");

    assertThat(debit()).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void the_signature_of_a_body_covers_its_very_characters() {
    var body = status("TXN_SUCCESS", "01");
    playback.answering(headed(body)).answering(headed(body).replace("\"1.00\"", "\"1.00\" "));

    assertThat(inquire())
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome()).isInstanceOf(Outcome.Succeeded.class));
    assertThat(inquire()).isInstanceOf(Inquiry.CannotTell.class);
  }

  @ParameterizedTest
  @CsvSource({
    "TXN_FAILURE, 331, NotFound",
    "TXN_FAILURE, 334, NotFound",
    "TXN_FAILURE, 501, CannotTell",
    "TXN_FAILURE, 227, CannotTell",
    "TXN_FAILURE, 335, CannotTell",
    "U, 501, CannotTell"
  })
  void an_inquiry_that_knows_nothing_decides_nothing(String status, String code, String result) {
    playback.answering(headed(status(status, code)));

    assertThat(inquire()).extracting(i -> i.getClass().getSimpleName()).isEqualTo(result);
  }

  /// Paytm calls this answer final, whatever code it gives as the reason.
  @ParameterizedTest
  @CsvSource({"235, INSUFFICIENT_BALANCE", "4711, DECLINED_OTHER"})
  void a_failure_told_by_an_inquiry_is_final(String code, ProviderError error) {
    playback.answering(headed(status("TXN_FAILURE", code)));

    assertThat(inquire())
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found ->
                assertThat(found.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        d -> assertThat(d.refusal().error()).isEqualTo(error)));
  }

  private static String status(String status, String code) {
    return "{\"resultInfo\":{\"resultStatus\":\""
        + status
        + "\",\"resultCode\":\""
        + code
        + "\"},\"txnId\":\"2018\",\"orderId\":\""
        + REFERENCE.value()
        + "\",\"txnAmount\":\"1.00\"}";
  }

  private static String headed(String body) {
    var signature = PaytmChecksum.of(Secret.of(KEY), body);
    return "{\"head\":{\"version\":\"v1\",\"signature\":\""
        + signature
        + "\"},\"body\":"
        + body
        + "}";
  }
}
