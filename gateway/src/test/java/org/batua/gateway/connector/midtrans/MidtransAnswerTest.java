package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.Outcome;
import org.junit.jupiter.api.Test;

class MidtransAnswerTest extends MidtransPlayback {
  @Test
  void a_success_of_another_amount_is_not_believed() {
    playback.answering(payment("200", "settlement", "").replace("100000.00", "1000.00"));

    assertThat(charge()).isInstanceOf(Outcome.Unknown.class);
  }
}
