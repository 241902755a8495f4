package org.batua.gateway.connector.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Linking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevelopmentLinkingTest extends DevelopmentPlayback {
  private static final MobileNumber MOBILE = new MobileNumber("91", "9000000001");
  private static final Linking.State STATE =
      new Linking.State(Map.of(DevelopmentAccount.MOBILE, Secret.of("9000000001")));
  private static final Credentials LINKED =
      new Credentials(
          Map.of(
              DevelopmentAccount.TOKEN, Secret.of("T1"),
              DevelopmentAccount.MOBILE, Secret.of("9000000001")),
          Optional.empty(),
          Optional.empty());

  private final DevelopmentLinking linking = new DevelopmentLinking();

  private static String refused(String code) {
    return "{\"result\":\"REFUSED\",\"code\":\"" + code + "\"}";
  }

  @Test
  void a_number_of_another_country_is_refused_without_a_call() {
    var call = signed("otp/send", 200, "{\"result\":\"OK\"}");

    assertThat(linking.start(call, new MobileNumber("62", "81234567890"), Optional.empty()))
        .isInstanceOf(Linking.Start.Refused.class);
    assertThat(sent).isEmpty();
    assertThat(linking.start(call, MOBILE, Optional.empty()))
        .isInstanceOf(Linking.Start.OtpSent.class);
  }

  @Test
  void the_right_otp_becomes_a_token_without_an_end() {
    var call = signed("otp/verify", 200, "{\"result\":\"OK\",\"token\":\"T1\"}");

    assertThat(linking.complete(call, STATE, Secret.of("123456")))
        .isEqualTo(new Linking.Result.Linked(LINKED, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "200, OTP_INVALID, Refused",
    "503, X, Unavailable",
    "200, TIMEOUT, Unknown",
  })
  void an_otp_that_is_not_taken_says_what_is_known(int status, String code, String result) {
    var call = signed("otp/verify", status, refused(code));

    assertThat(linking.complete(call, STATE, Secret.of("1")).getClass().getSimpleName())
        .isEqualTo(result);
  }

  @Test
  void an_otp_that_brings_no_token_leaves_the_link_unknown() {
    var call = signed("otp/verify", 200, "{\"result\":\"OK\"}");

    assertThat(linking.complete(call, STATE, Secret.of("1")))
        .isInstanceOf(Linking.Result.Unknown.class);
  }

  @Test
  void a_balance_is_exact_or_not_told() {
    var told = signed("balance", 200, "{\"result\":\"OK\",\"balance\":\"12.50\"}");
    assertThat(linking.balance(told, MOBILE, LINKED))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(12_50), Optional.empty()));
    assertThat(linking.balance(signed("balance", 200, "{\"result\":\"OK\"}"), MOBILE, LINKED))
        .isInstanceOf(Balances.Result.Undisclosed.class);
    var odd = signed("balance", 200, "{\"result\":\"OK\",\"balance\":\"12.505\"}");
    assertThat(linking.balance(odd, MOBILE, LINKED))
        .isInstanceOf(Balances.Result.Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "200, TOKEN_INVALID, Done",
    "200, ACCOUNT_BLOCKED, Refused",
    "503, X, Unavailable",
    "200, TIMEOUT, Unavailable",
  })
  void a_token_that_is_not_known_there_is_ended(int status, String code, String result) {
    var call = signed("delink", status, refused(code));

    assertThat(linking.delink(call, LINKED).getClass().getSimpleName()).isEqualTo(result);
  }
}
