package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.connector.phonepe.Printed.error;
import static org.batua.gateway.connector.phonepe.Printed.json;
import static org.batua.gateway.connector.phonepe.Printed.ok;

import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonepeDebitsTest extends PhonepePlayback {
  @Test
  void a_debit_is_in_whole_paise_and_its_answer_must_repeat_them() {
    playback.answering(ok(paid("5000").replace("{", "{\"responseType\":\"PAYMENT\",")));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.providerReference()).isEqualTo("P1");
              assertThat(s.amount()).isEqualTo(Money.inr(50_00));
            });
    assertThat(printed.sent("/v3/wallet/debit"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"transactionId\":\"R\",\"merchantOrderId\":\"R\","
                        .replace("R", REFERENCE.value())
                    + "\"amount\":5000,\"userAuthToken\":\"U1\",\"debitType\":\"DEBIT\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_TRANSACTION_ID, DUPLICATE_REFERENCE",
    "400, INVALID_USER_AUTH_TOKEN, TOKEN_INVALID",
    "400, WALLET_RELINK_REQUIRED, TOKEN_INVALID",
    "404, MERCHANT_USER_NOT_FOUND, TOKEN_INVALID",
    "403, USER_BLOCKED, ACCOUNT_BLOCKED",
    "400, BAD_REQUEST, INVALID_REQUEST",
    "401, AUTHORIZATION_FAILED, PROVIDER_CONFIG",
    "200, PAYMENT_CANCELLED, USER_DECLINED"
  })
  void a_refused_debit_says_why_by_its_code(int status, String code, ProviderError error) {
    playback.answering(status, error(code));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }
}
