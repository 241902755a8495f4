package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.connector.CodesContract;
import org.batua.gateway.connector.Playback;
import org.junit.jupiter.api.Test;

class PhonepeCodesSettingTest extends CodesContract {
  PhonepeCodesSettingTest() {
    super(
        new PhonepeConnector(),
        new Playback(new PhonepeConnector())
            .setting("merchant_id", "TESTMID")
            .secret("salt_key", "test-salt-key"),
        new Example(
            code -> failed(code, ""),
            "DEBIT_CAP_REACHED",
            "USER_BLOCKED",
            List.of(
                "SUCCESS",
                "PAYMENT_SUCCESS",
                "PAYMENT_PENDING",
                "PAYMENT_INITIATED",
                "TRANSACTION_NOT_FOUND",
                "INTERNAL_SERVER_ERROR",
                "TOO_MANY_REQUESTS",
                "INVALID_TRANSACTION_ID")));
  }

  private static String failed(String code, String reason) {
    return "{\"success\":false,\"code\":\""
        + code
        + "\",\"message\":\"words\",\"data\":{\"payResponseCode\":\""
        + reason
        + "\"}}";
  }

  @Test
  void a_code_that_is_said_to_refuse_the_question_says_nothing_of_the_debit() {
    assertThat(asked("", failed("E1", ""))).isEqualTo("CannotTell");
    assertThat(asked("E1=LIMIT_EXCEEDED", failed("E1", ""))).isEqualTo("Declined LIMIT_EXCEEDED");
    assertThat(asked("E1=PROVIDER_CONFIG", failed("E1", ""))).isEqualTo("CannotTell");
  }

  @Test
  void the_reason_of_a_failed_payment_is_a_code_too() {
    var failed = failed("PAYMENT_ERROR", "LOW_FUNDS");

    assertThat(asked("", failed)).isEqualTo("Declined DECLINED_OTHER");
    assertThat(asked("LOW_FUNDS=INSUFFICIENT_BALANCE", failed))
        .isEqualTo("Declined INSUFFICIENT_BALANCE");
  }

  @Test
  void a_reason_beside_a_payment_that_did_not_fail_is_none() {
    assertThat(asked("LOW_FUNDS=INSUFFICIENT_BALANCE", failed("PAYMENT_PENDING", "LOW_FUNDS")))
        .isEqualTo("Found");
  }
}
