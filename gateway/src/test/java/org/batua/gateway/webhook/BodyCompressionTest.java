package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyCompressionTest {
  private final BodyCompression bodies = new BodyCompression();

  @Test
  void each_body_comes_back_as_it_was_although_a_deflater_serves_many() {
    for (int i = 0; i < 50; i++) {
      var body = ("{\"order\":\"रुपये " + i + "\"}").repeat(i);
      assertThat(BodyCompression.inflated(bodies.deflated(body))).isEqualTo(body);
    }
  }

  @Test
  void what_repeats_itself_becomes_shorter() {
    assertThat(bodies.deflated("0123456789".repeat(100))).hasSizeLessThan(200);
  }
}
