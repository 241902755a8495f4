package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderRefusalsTest {
  private static Rejection.WalletRefused refused(Refusal refusal) {
    return (Rejection.WalletRefused) ProviderRefusals.refused(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "OTP_INVALID, OTP_INVALID",
    "AUTH_SESSION_INVALID, AUTHENTICATION_NOT_STARTED",
    "TOKEN_INVALID, WALLET_NOT_LINKED",
    "PROVIDER_CONFIG, GATEWAY_NOT_CONFIGURED",
    "SIGNATURE_REJECTED, GATEWAY_NOT_CONFIGURED",
    "PROVIDER_DOWN, GATEWAY_UNAVAILABLE",
    "TIMEOUT, GATEWAY_UNAVAILABLE",
    "DECLINED_OTHER, GATEWAY_DECLINED",
    "DUPLICATE_REFERENCE, GATEWAY_DECLINED",
  })
  void what_the_provider_refused_has_a_word_for_the_merchant(
      ProviderError error, WalletError expected) {
    var refusal = refused(Refusal.of(error, ProviderResponse.NONE));
    assertThat(refusal.error()).isEqualTo(expected);
    assertThat(refusal.message()).isEqualTo(expected.message());
  }

  @Test
  void attempts_that_are_left_are_said() {
    var refusal =
        refused(
            new Refusal(
                ProviderError.OTP_INVALID,
                Optional.of(2),
                Optional.of(Duration.ofSeconds(30)),
                ProviderResponse.NONE));
    assertThat(refusal.message()).endsWith(" Attempts left: 2.");
    assertThat(refusal.attemptsLeft()).contains(2);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource
  void a_call_without_effect_can_be_made_again(TransportFailure.Cause cause) {
    assertThat(ProviderRefusals.unavailable(new TransportFailure(cause, ProviderResponse.NONE)))
        .isEqualTo(Rejection.wallet(WalletError.GATEWAY_UNAVAILABLE));
  }
}
