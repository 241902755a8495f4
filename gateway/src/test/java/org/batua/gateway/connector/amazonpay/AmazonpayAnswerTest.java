package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.batua.gateway.connector.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmazonpayAnswerTest extends AmazonpayPlayback {
  @Test
  void a_success_without_its_signature_is_not_believed() {
    var strict = call(200, charge("CaptureApproved", ""), Map.of());

    assertThat(debit(strict)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_success_without_an_amount_or_with_another_is_not_believed() {
    var none = charge("CaptureApproved", "").replace("\"approvedAmount\": \"0.01\",", "");
    var other =
        charge("CaptureApproved", "")
            .replace("\"approvedAmount\": \"0.01\"", "\"approvedAmount\": \"0.02\"");

    assertThat(debit(call(200, none))).isInstanceOf(Outcome.Unknown.class);
    assertThat(debit(call(200, other))).isInstanceOf(Outcome.Unknown.class);
  }

  /// Source: Amazon Pay, "Status Codes".
  @ParameterizedTest
  @CsvSource({
    "400, InvalidArguments, Declined INVALID_REQUEST",
    "400, InvalidMerchantId, Declined PROVIDER_CONFIG",
    "400, InvalidCallbackUrl, Declined PROVIDER_CONFIG",
    "400, NonKYCAccount, Declined ACCOUNT_BLOCKED",
    "400, InsufficientFunds, Declined INSUFFICIENT_BALANCE",
    "400, InsufficientLoadLimit, Declined LIMIT_EXCEEDED",
    "400, DuplicateChargeId, Declined DUPLICATE_REFERENCE",
    "401, AuthorizationExpired, Declined PROVIDER_CONFIG",
    "401, AuthorizationFailed, Declined SIGNATURE_REJECTED",
    "403, InvalidAccessToken, Declined TOKEN_INVALID",
    "500, InternalServerError, Unknown HTTP_ERROR",
    "400, SomethingNew, Unknown HTTP_ERROR",
  })
  void an_error_is_what_its_name_says(int status, String code, String expected) {
    var body = "{\"code\": \"%s\", \"message\": \"words\"}".formatted(code);
    var outcome = debit(call(status, body));

    assertThat(
            switch (outcome) {
              case Outcome.Declined(var refusal) -> "Declined " + refusal.error();
              case Outcome.Unknown(var failure) -> "Unknown " + failure.cause();
              case Outcome other -> other.toString();
            })
        .isEqualTo(expected);
  }
}
