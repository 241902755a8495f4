package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaytmAnswerTest extends PaytmPlayback {
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
}
