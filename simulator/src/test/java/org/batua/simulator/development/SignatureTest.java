package org.batua.simulator.development;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A signature that was computed outside of both modules, with Python's hmac.
class SignatureTest {
  @Test
  void a_signature_covers_the_call_and_the_body() {
    String body = "{\"mobile\":\"9000000001\",\"token\":\"t1\"}";

    assertThat(Signature.of("balance", body, "freecharge-simulator-key"))
        .isEqualTo("f70403f599678b35eb5f8055ed150aaad15fa36787cd650fa2456d23710f5ca0");
  }
}
