package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.connector.phonepe.Printed.error;
import static org.batua.gateway.connector.phonepe.Printed.json;

import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonepeRefundsTest extends PhonepePlayback {
  @Test
  void a_refund_names_itself_and_its_debit() {
    playback.answering(
        payment(
            "PAYMENT_PENDING",
            "{\"transactionId\":\"" + REFUND + "\",\"amount\":2000,\"status\":\"PENDING\"}"));

    assertThat(refund()).isInstanceOf(Outcome.Pending.class);
    assertThat(printed.sent("/v3/credit/backToSource"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
                    + REFUND
                    + "\",\"originalTransactionId\":\""
                    + REFERENCE
                    + "\",\"merchantOrderId\":\""
                    + REFERENCE
                    + "\",\"providerReferenceId\":\"P1\",\"amount\":2000}"));
  }

  @ParameterizedTest
  @CsvSource({"EXCESS_REFUND_AMOUNT, REFUND_EXCEEDS", "SOMETHING, DECLINED_OTHER"})
  void a_refused_refund_says_why_by_its_response_code(String reason, ProviderError error) {
    playback.answering(payment("PAYMENT_ERROR", "{\"payResponseCode\":\"" + reason + "\"}"));

    assertThat(refund())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }
}
