package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.connector.phonepe.Printed.LINKED;
import static org.batua.gateway.connector.phonepe.Printed.MOBILE;
import static org.batua.gateway.connector.phonepe.Printed.error;
import static org.batua.gateway.connector.phonepe.Printed.json;
import static org.batua.gateway.connector.phonepe.Printed.named;
import static org.batua.gateway.connector.phonepe.Printed.ok;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Printed answers about OTPs, tokens and balances.
class PhonepeLinkingTest {
  private static final Linking.State STATE =
      new Linking.State(Map.of("otp_token", Secret.of("O1")));
  private static final Secret OTP = Secret.of("12345");

  private final PhonepeConnector connector = new PhonepeConnector();
  private final Printed printed = new Printed();
  private final Playback playback = printed.playback();

  private Linking.Start start() {
    return connector.linking().orElseThrow().start(playback.call(), MOBILE, Optional.empty());
  }

  private Linking.Result complete() {
    return connector.linking().orElseThrow().complete(playback.call(), STATE, OTP);
  }

  @Test
  void an_otp_is_asked_for_with_its_payload_in_base_64() {
    playback.answering(ok("{\"merchantId\":\"TESTMID\",\"otpToken\":\"O1\"}"));

    assertThat(start())
        .isEqualTo(new Linking.Start.OtpSent(STATE, Optional.empty(), Linking.Account.UNKNOWN));
    assertThat(printed.sent("/v3/merchant/otp/send"))
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
            Linking.Start.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
  }

  @Test
  void an_otp_is_entered_with_the_device_and_gives_a_token() {
    playback.answering(ok("{\"userAuthToken\":\"U1\"}"));

    assertThat(complete()).isEqualTo(new Linking.Result.Linked(LINKED, Optional.empty()));
    assertThat(printed.sent("/v3/merchant/otp/verify"))
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
            Linking.Result.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
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
        .isEqualTo(new Balances.Result.Spendable(Money.inr(123_45), Optional.empty()));
    assertThat(printed.sent("/v3/wallet/balance").path("txnAmount").isIntegralNumber()).isTrue();
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
    assertThat(printed.sent("/v3/merchant/token/unlink").path("userAuthToken").asString())
        .isEqualTo("U1");
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
