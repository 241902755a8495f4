package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobikwikDebitsTest extends MobikwikPlayback {
  @Test
  void a_debit_sends_our_reference_and_two_decimals() {
    var outcome = debit(debited(",\"orderid\":\"" + REF + "\",\"debitedamount\":\"100.5\""));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.providerReference()).isEqualTo("M1");
              assertThat(s.amount()).isEqualTo(Money.inr(100_50));
            });
    assertThat(recorded.purpose()).isEqualTo(Purpose.MONEY);
    assertThat(recorded.form())
        .containsEntry("amount", "100.50")
        .containsEntry("orderid", REF)
        .containsEntry("token", "TOKEN1")
        .containsEntry("txntype", "debit")
        .containsEntry("msgcode", "503");
  }

  @Test
  void a_success_whose_amount_is_no_number_is_unknown() {
    assertThat(cause(debit(debited(",\"debitedamount\":\"lots\"")))).isEqualTo(Cause.UNREADABLE);
  }

  @Test
  void a_success_code_with_a_failure_word_is_unknown() {
    assertThat(cause(debit("{\"statuscode\":\"0\",\"status\":\"FAILURE\"}")))
        .isEqualTo(Cause.UNKNOWN_CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"debitedamount\":\"100.49\"",
        ",\"amount\":10050",
        ",\"orderid\":\"SOMETHING-ELSE\"",
        ",\"checksum\":\"00\""
      })
  void a_success_that_is_not_about_this_debit_is_unknown(String more) {
    assertThat(cause(debit(debited(more)))).isEqualTo(Cause.INTEGRITY);
  }

  @ParameterizedTest
  @CsvSource({
    "33, INSUFFICIENT_BALANCE",
    "198, TOKEN_INVALID",
    "199, TOKEN_INVALID",
    "303, LIMIT_EXCEEDED",
    "50, DUPLICATE_REFERENCE",
    "304, DUPLICATE_REFERENCE",
    "23, PROVIDER_CONFIG",
    "1, DECLINED_OTHER"
  })
  void a_refusing_code_declines(String code, ProviderError error) {
    assertThat(error(debit("{\"statuscode\":\"" + code + "\"}"))).isEqualTo(error);
  }

  @Test
  void the_code_for_token_or_cap_is_the_cap_above_it() {
    recorded.answering("{\"statuscode\":\"199\"}");

    assertThat(error(debits.debit(recorded.call(), order(500_01))))
        .isEqualTo(ProviderError.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "777", "3"})
  void a_code_that_refuses_nothing_is_unknown(String code) {
    assertThat(cause(debit("{\"statuscode\":\"" + code + "\"}"))).isEqualTo(Cause.UNKNOWN_CODE);
  }

  @Test
  void a_pending_debit_is_pending() {
    assertThat(debit("{\"statuscode\":\"2\",\"status\":\"FAILURE\"}"))
        .isInstanceOf(Outcome.Pending.class);
  }
}
