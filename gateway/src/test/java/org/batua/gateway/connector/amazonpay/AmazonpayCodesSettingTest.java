package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.connector.CodesContract;
import org.batua.gateway.connector.Playback;
import org.junit.jupiter.api.Test;

class AmazonpayCodesSettingTest extends CodesContract {
  AmazonpayCodesSettingTest() {
    super(
        new AmazonpayConnector(InstantSource.system()),
        new Playback(new AmazonpayConnector(InstantSource.system()))
            .setting("merchant_id", "A2UOYLUXLC6NR3")
            .setting("access_key_id", "44CF9590007")
            .setting("client_id", "client")
            .setting("answer_signature", "when_present")
            .secret("secret_key", "s3")
            .secret("client_secret", "c3"),
        new Example(
            code -> "{\"code\":\"" + code + "\",\"message\":\"words\"}",
            "BalanceFrozen",
            "NonKYCAccount",
            List.of("InternalServerError", "DuplicateChargeId", "DuplicateRefundId")));
  }

  @Test
  void an_error_of_the_question_says_nothing_of_the_charge() {
    assertThat(asked("BalanceFrozen=ACCOUNT_BLOCKED", "{\"code\":\"BalanceFrozen\"}"))
        .isEqualTo("CannotTell");
  }
}
