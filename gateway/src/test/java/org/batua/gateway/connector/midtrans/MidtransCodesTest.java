package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MidtransCodesTest extends MidtransPlayback {
  /// The channel's 201 is a refusal, the status code's is a charge that waits.
  @ParameterizedTest
  @CsvSource({
    "201, Insufficient Balance, INSUFFICIENT_BALANCE",
    "105, User Not Found, ACCOUNT_NOT_FOUND",
    "1001, Caller authentication error, PROVIDER_CONFIG",
    "2903, invalid scheme, DECLINED_OTHER"
  })
  void a_denied_charge_says_why_by_its_channel(String code, String words, ProviderError error) {
    playback.answering(
        payment(
            "202",
            "deny",
            ",\"channel_response_code\":\"%s\",\"channel_response_message\":\"%s\""
                .formatted(code, words)));

    assertThat(charge())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, no -> assertThat(no.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Declined",
    "401, Declined",
    "404, Unknown",
    "406, Declined",
    "410, Declined",
    "411, Declined",
    "429, Unknown",
    "500, Unknown",
    "503, Unknown"
  })
  void an_error_comes_with_http_200_and_refuses_only_what_it_surely_refuses(
      String code, String result) {
    playback.answering("{\"status_code\":\"%s\",\"status_message\":\"m\"}".formatted(code));

    assertThat(charge().getClass().getSimpleName()).isEqualTo(result);
  }
}
