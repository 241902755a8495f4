package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.connector.phonepe.Printed.error;
import static org.batua.gateway.connector.phonepe.Printed.named;
import static org.batua.gateway.connector.phonepe.Printed.ok;

import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonepeAnswerTest extends PhonepePlayback {
  @ParameterizedTest
  @CsvSource({"5000, Succeeded", "'\"5000\"', Succeeded", "50.00, Unknown", "50, Unknown"})
  void an_amount_may_be_a_text_but_never_rupees(String amount, String result) {
    playback.answering(payment("PAYMENT_SUCCESS", paid(amount)));

    assertThat(named(debit())).isEqualTo(result);
  }

  @Test
  void a_success_that_another_word_denies_is_unknown() {
    playback
        .answering(payment("PAYMENT_SUCCESS", paid("5000").replace("COMPLETED", "FAILED")))
        .answering(payment("PAYMENT_SUCCESS", paid("5000")).replace("true", "false"))
        .answering(payment("PAYMENT_SUCCESS", paid("5000").replace("P1", "")))
        .answering("<html>502</html>");

    for (var i = 0; i < 4; i++) {
      assertThat(debit()).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"4999, INSUFFICIENT_BALANCE", "5000, DECLINED_OTHER", "'\"?\"', DECLINED_OTHER"})
  void a_declined_debit_is_explained_by_the_balance(String usable, ProviderError error) {
    playback
        .answering(400, error("PAYMENT_ERROR"))
        .answering(ok("{\"wallet\":{\"usableBalance\":" + usable + "}}"));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            d -> {
              assertThat(d.refusal().error()).isEqualTo(error);
              assertThat(d.refusal().response().code()).isEqualTo("PAYMENT_ERROR");
            });
    assertThat(printed.sent("/v3/wallet/balance").path("txnAmount").asInt()).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({
    "200, PAYMENT_PENDING, Pending",
    "200, PAYMENT_INITIATED, Pending",
    "500, INTERNAL_SERVER_ERROR, Unknown",
    "429, TOO_MANY_REQUESTS, Unknown",
    "400, SOMETHING_NEW, Unknown",
    "200, TRANSACTION_NOT_FOUND, Unknown"
  })
  void what_is_not_clear_is_no_failure_and_no_success(int status, String code, String result) {
    playback.answering(status, payment(code, "{}"));

    assertThat(named(debit())).isEqualTo(result);
  }

  /// What refuses the question says nothing about the debit.
  @ParameterizedTest
  @CsvSource({
    "404, TRANSACTION_NOT_FOUND, NotFound",
    "200, PAYMENT_ERROR, Found",
    "401, AUTHORIZATION_FAILED, CannotTell",
    "400, BAD_REQUEST, CannotTell",
    "400, INVALID_USER_AUTH_TOKEN, CannotTell",
    "403, USER_BLOCKED, CannotTell",
    "429, TOO_MANY_REQUESTS, CannotTell",
    "500, INTERNAL_SERVER_ERROR, CannotTell"
  })
  void an_inquiry_tells_what_its_code_tells(int status, String code, String result) {
    playback.answering(status, error(code));

    assertThat(named(inquire())).isEqualTo(result);
  }
}
