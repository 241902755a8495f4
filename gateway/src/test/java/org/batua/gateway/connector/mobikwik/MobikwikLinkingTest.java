package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobikwikLinkingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final MobileNumber MOBILE = new MobileNumber("91", "9910057241");
  private static final Linking.State STATE =
      new Linking.State(Map.of("mobile", Secret.of("9910057241")));
  private static final Secret OTP = Secret.of("123456");
  private static final Credentials LINKED =
      new Credentials(
          Map.of("token", Secret.of("TOKEN1")), Optional.empty(), Optional.of(Money.inr(5)));
  private static final TransportFailure TROUBLE =
      new TransportFailure(Cause.TIMEOUT, ProviderResponse.NONE);
  private static final String OK = "{\"statuscode\":\"0\",\"status\":\"SUCCESS\"}";

  private final MobikwikLinking linking = new MobikwikLinking(InstantSource.fixed(NOW));
  private final Recorded recorded = new Recorded();

  private static String code(String code) {
    return "{\"statuscode\":\"" + code + "\",\"status\":\"FAILURE\"}";
  }

  private Linking.Start start() {
    return linking.start(recorded.call(), MOBILE, Optional.empty());
  }

  private Linking.Result complete() {
    return linking.complete(recorded.call(), STATE, OTP);
  }

  @Test
  void an_otp_is_asked_for_with_the_cap_as_its_amount() {
    recorded.answering(OK);

    assertThat(start())
        .isEqualTo(new Linking.Start.OtpSent(STATE, Optional.empty(), Linking.Account.UNKNOWN));
    assertThat(recorded.request().method()).isEqualTo("POST");
    assertThat(recorded.request().url()).hasToString("https://walletapi.mobikwik.com/otpgenerate");
    assertThat(recorded.request().headers()).containsEntry("payloadtype", "json");
    assertThat(recorded.form())
        .containsEntry("amount", "10000.00")
        .containsEntry("cell", "9910057241")
        .containsEntry("merchantname", "Test Merchant")
        .containsEntry("mid", "MBK9006")
        .containsEntry("msgcode", "504")
        .containsEntry("tokentype", "1")
        .containsKey("checksum");
    assertThat(recorded.purpose()).isEqualTo(Purpose.READ);
  }

  @Test
  void nothing_secret_is_in_the_query() {
    recorded.answering(OK);

    complete();

    assertThat(recorded.request().url().getQuery()).isNull();
    assertThat(recorded.request().toString()).doesNotContain("123456");
  }

  @ParameterizedTest
  @CsvSource({"0, EXISTING", "120, NEW", "ERR002, NEW", "99, UNKNOWN", "20, UNKNOWN"})
  void the_number_is_looked_up_first_where_that_is_set(String code, Linking.Account account) {
    recorded.setting("ask_for_user", "yes").answering("{\"statuscode\":\"" + code + "\"}");
    recorded.answering(OK);

    assertThat(start()).isEqualTo(new Linking.Start.OtpSent(STATE, Optional.empty(), account));
    assertThat(recorded.requestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 9910057241", "91, 5910057241", "91, 991005724"})
  void a_number_that_cannot_be_indian_is_refused_without_a_call(String country, String number) {
    var result =
        linking.start(recorded.call(), new MobileNumber(country, number), Optional.empty());

    assertThat(result)
        .isInstanceOfSatisfying(
            Linking.Start.Refused.class,
            r -> assertThat(r.refusal().error()).isEqualTo(ProviderError.INVALID_MOBILE));
    assertThat(recorded.requestCount()).isZero();
  }

  @Test
  void too_many_otps_asked_for_are_a_limit_of_sending() {
    recorded.answering(
        """
        {"statuscode":"103","statusdescription":"Too many. Retry after 60 seconds"}\
        """);

    assertThat(start())
        .isInstanceOfSatisfying(
            Linking.Start.Refused.class,
            r -> {
              assertThat(r.refusal().error()).isEqualTo(ProviderError.OTP_RATE_LIMITED);
              assertThat(r.refusal().retryAfter()).contains(Duration.ofSeconds(60));
            });
  }

  @Test
  void an_otp_that_could_not_be_asked_for_can_be_asked_for_again() {
    recorded.answering(code("99"));
    assertThat(start()).isInstanceOf(Linking.Start.Unavailable.class);

    recorded.losing(TROUBLE);
    assertThat(start()).isEqualTo(new Linking.Start.Unavailable(TROUBLE));

    recorded.answering(502, "<html><body>Bad Gateway</body></html>");
    assertThat(start()).isInstanceOf(Linking.Start.Unavailable.class);
  }

  @Test
  void a_right_otp_gives_a_token_with_its_life_and_cap() {
    recorded.answering("{\"statuscode\":\"0\",\"token\":\"TOKEN1\"}");

    assertThat(complete())
        .isEqualTo(
            new Linking.Result.Linked(
                new Credentials(
                    Map.of("token", Secret.of("TOKEN1")),
                    Optional.of(NOW.plus(Duration.ofDays(365))),
                    Optional.of(Money.inr(10_000_00))),
                Optional.empty()));
    assertThat(recorded.form()).containsEntry("otp", "123456").containsEntry("msgcode", "507");
  }

  @ParameterizedTest
  @CsvSource({
    "164, OTP_INVALID",
    "163, OTP_EXPIRED",
    "103, OTP_ATTEMPTS_EXCEEDED",
    "162, AUTH_SESSION_INVALID",
    "20, ACCOUNT_BLOCKED"
  })
  void a_refused_otp_says_why(String code, ProviderError error) {
    recorded.answering(code(code));

    assertThat(complete())
        .isInstanceOfSatisfying(
            Linking.Result.Refused.class, r -> assertThat(r.refusal().error()).isEqualTo(error));
  }

  @Test
  void an_otp_that_was_perhaps_taken_leaves_the_link_unknown() {
    recorded.losing(TROUBLE);
    assertThat(complete()).isEqualTo(new Linking.Result.Unknown(TROUBLE));

    recorded.answering(500, "");
    assertThat(complete()).isInstanceOf(Linking.Result.Unknown.class);

    recorded.answering("{\"statuscode\":\"777\"}");
    assertThat(complete()).isInstanceOf(Linking.Result.Unknown.class);

    recorded.answering("{\"statuscode\":\"0\"}");
    assertThat(complete()).isInstanceOf(Linking.Result.Unknown.class);

    recorded.answering("{\"statuscode\":\"0\",\"token\":\"TOKEN1\",\"checksum\":\"00\"}");
    assertThat(complete())
        .isInstanceOfSatisfying(
            Linking.Result.Unknown.class,
            u -> assertThat(u.failure().cause()).isEqualTo(Cause.INTEGRITY));
  }

  @Test
  void an_otp_that_was_not_taken_can_be_entered_again() {
    recorded.notSending(TROUBLE);
    assertThat(complete()).isEqualTo(new Linking.Result.Unavailable(TROUBLE));

    recorded.answering(503, code("99"));
    assertThat(complete()).isInstanceOf(Linking.Result.Unavailable.class);

    recorded.answering(429, "slow down");
    assertThat(complete())
        .isInstanceOfSatisfying(
            Linking.Result.Unavailable.class,
            u -> assertThat(u.failure().cause()).isEqualTo(Cause.RATE_LIMITED));
  }

  @Test
  void a_renewal_gives_a_new_token_of_the_same_cap() {
    recorded.answering("{\"statuscode\":\"0\",\"token\":\"TOKEN2\"}");

    assertThat(linking.renew(recorded.call(), MOBILE, LINKED))
        .isEqualTo(
            new Renewal.Result.Renewed(
                new Credentials(
                    Map.of("token", Secret.of("TOKEN2")),
                    Optional.of(NOW.plus(Duration.ofDays(365))),
                    LINKED.cap())));
  }

  @Test
  void a_renewal_is_signed_with_its_own_key_where_there_is_one() {
    recorded.secret("renewal_key", "second").answering("{\"statuscode\":\"0\",\"token\":\"T\"}");

    linking.renew(recorded.call(), MOBILE, LINKED);

    var form = recorded.form();
    var given = form.remove("checksum");
    assertThat(given).isEqualTo(MobikwikSignature.byName(Secret.of("second"), form));
  }

  @Test
  void a_renewal_without_a_clear_answer_leaves_the_old_token() {
    recorded.losing(TROUBLE);
    assertThat(linking.renew(recorded.call(), MOBILE, LINKED))
        .isEqualTo(new Renewal.Result.Unavailable(TROUBLE));

    recorded.answering(code("198"));
    assertThat(linking.renew(recorded.call(), MOBILE, LINKED))
        .isInstanceOf(Renewal.Result.Refused.class);
  }

  @Test
  void a_balance_is_read_exactly() {
    recorded.answering("{\"statuscode\":\"0\",\"balanceamount\":1009.55}");

    assertThat(linking.balance(recorded.call(), MOBILE, LINKED))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(1009_55), Optional.empty()));
    assertThat(recorded.form()).containsEntry("token", "TOKEN1").containsEntry("msgcode", "501");
  }

  @Test
  void a_balance_is_read_from_xml_too() {
    recorded.answering("<r><statuscode>0</statuscode><balanceamount>10.00</balanceamount></r>");

    assertThat(linking.balance(recorded.call(), MOBILE, LINKED))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(10_00), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5.00", "10.005", "much"})
  void a_balance_that_is_no_amount_is_not_guessed(String amount) {
    recorded.answering("{\"statuscode\":\"0\",\"balanceamount\":\"" + amount + "\"}");

    assertThat(linking.balance(recorded.call(), MOBILE, LINKED))
        .isInstanceOf(Balances.Result.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"statuscode\":\"0\"}", "{\"statuscode\":\"0\",\"balanceamount\":\"\"}"})
  void a_balance_that_is_left_out_is_not_told(String answer) {
    recorded.answering(answer);

    assertThat(linking.balance(recorded.call(), MOBILE, LINKED))
        .isEqualTo(new Balances.Result.Undisclosed());
  }

  @Test
  void a_dead_token_is_refused_with_the_balance() {
    recorded.answering(code("198"));

    assertThat(linking.balance(recorded.call(), MOBILE, LINKED))
        .isInstanceOfSatisfying(
            Balances.Result.Refused.class,
            r -> assertThat(r.refusal().error()).isEqualTo(ProviderError.TOKEN_INVALID));
  }
}
