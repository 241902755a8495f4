package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.ProviderError.About;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderErrorTest {
  /// A refusal of money may be believed only when it is about the matter that was asked for.
  @ParameterizedTest
  @CsvSource({
    "OTP_INVALID, LINKING",
    "INVALID_MOBILE, LINKING",
    "AUTH_SESSION_INVALID, LINKING",
    "DUPLICATE_REFERENCE, REQUEST",
    "SIGNATURE_REJECTED, REQUEST",
    "PROVIDER_CONFIG, REQUEST",
    "INSUFFICIENT_BALANCE, MATTER",
    "TOKEN_INVALID, MATTER",
    "REFUND_EXCEEDS, MATTER",
    "DECLINED_OTHER, MATTER",
    "PROVIDER_DOWN, TRANSPORT",
    "TIMEOUT, TRANSPORT",
  })
  void each_error_is_about_one_thing(ProviderError error, About about) {
    assertThat(error.about()).isEqualTo(about);
  }
}
