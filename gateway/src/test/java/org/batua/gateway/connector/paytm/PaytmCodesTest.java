package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaytmCodesTest extends PaytmPlayback {
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
}
