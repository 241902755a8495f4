package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.junit.jupiter.api.Test;

class PaytmWireTest extends PaytmPlayback {
  @Test
  void the_signature_of_a_body_covers_its_very_characters() {
    var body = status("TXN_SUCCESS", "01");
    playback.answering(headed(body)).answering(headed(body).replace("\"1.00\"", "\"1.00\" "));

    assertThat(inquire())
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome()).isInstanceOf(Outcome.Succeeded.class));
    assertThat(inquire()).isInstanceOf(Inquiry.CannotTell.class);
  }
}
