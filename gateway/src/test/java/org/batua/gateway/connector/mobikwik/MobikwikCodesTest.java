package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobikwikCodesTest {
  @ParameterizedTest
  @CsvSource({
    "INSUFFICIENT_BALANCE, 33 301 ERR001",
    "OTP_INVALID, 155 161 164 101 ERR003",
    "OTP_EXPIRED, 163 450 102",
    "AUTH_SESSION_INVALID, 162",
    "OTP_ATTEMPTS_EXCEEDED, 103",
    "TOKEN_INVALID, 198 199 302 ERR005",
    "INVALID_REQUEST, 190 200 154 150 157 158 181 51 53 54",
    "INVALID_MOBILE, 55",
    "LIMIT_EXCEEDED, 303",
    "DUPLICATE_REFERENCE, 50 304",
    "ACCOUNT_BLOCKED, 305 20 422",
    "ACCOUNT_NOT_FOUND, 120 ERR002",
    "PROVIDER_CONFIG, 21 22 23",
    "DECLINED_OTHER, 1"
  })
  void a_refusing_code_has_one_meaning(ProviderError error, String codes) {
    for (var code : codes.split(" ", -1)) {
      assertThat(MobikwikCodes.refusal(code)).as(code).contains(error);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "3", "99", "", "777", "err001"})
  void any_other_code_refuses_nothing(String code) {
    assertThat(MobikwikCodes.refusal(code)).isEmpty();
  }

  @Test
  void some_codes_mean_the_merchant_when_a_refund_gets_them() {
    assertThat(MobikwikCodes.ofRefund(ProviderError.INSUFFICIENT_BALANCE, "33"))
        .isEqualTo(ProviderError.MERCHANT_FUNDS);
    assertThat(MobikwikCodes.ofRefund(ProviderError.ACCOUNT_BLOCKED, "422"))
        .isEqualTo(ProviderError.REFUND_NOT_ALLOWED);
    assertThat(MobikwikCodes.ofRefund(ProviderError.INVALID_REQUEST, "54"))
        .isEqualTo(ProviderError.REFUND_EXCEEDS);
    assertThat(MobikwikCodes.ofRefund(ProviderError.PROVIDER_CONFIG, "22"))
        .isEqualTo(ProviderError.PROVIDER_CONFIG);
  }
}
