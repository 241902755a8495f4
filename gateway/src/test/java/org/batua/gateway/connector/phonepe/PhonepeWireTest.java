package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.junit.jupiter.api.Test;

class PhonepeWireTest extends PhonepePlayback {
  @Test
  void a_question_is_signed_over_its_path_alone() {
    playback.answering(payment("PAYMENT_SUCCESS", paid("5000")));

    assertThat(inquire())
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome()).isInstanceOf(Outcome.Succeeded.class));
    var path = "/v3/transaction/TESTMID/" + REFERENCE + "/status";
    assertThat(playback.request().url()).hasToString("https://mercury-t2.phonepe.com" + path);
    assertThat(playback.request().headers())
        .containsEntry("X-VERIFY", PhonepeSignature.of("", path, Secret.of("test-salt-key"), "1"));
  }
}
