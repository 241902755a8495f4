package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Renewal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PaytmLinkingTest extends PaytmPlayback {
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
}
