package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

/// Values of `X-VERIFY` computed by the published rule with other tools.
class PhonepeSignatureTest {
  private static final Secret KEY = Secret.of("test-salt-key");
  private static final String PAYLOAD =
      "eyJtZXJjaGFudElkIjoiVEVTVE1JRCIsIm1vYmlsZU51bWJlciI6IjkwMDAwMDAwMDEiLCJyZXF1ZXN0VHlwZSI6"
          + "IldBTExFVCJ9";

  @Test
  void a_post_is_signed_over_payload_path_and_key() {
    assertThat(PhonepeSignature.of(PAYLOAD, "/v3/merchant/otp/send", KEY, "1"))
        .isEqualTo("03d2d5f8513187a6223652867db183d9b2bbde22656d3ccf322702d092940b88###1");
  }

  @Test
  void a_get_is_signed_over_path_and_key() {
    assertThat(PhonepeSignature.of("", "/v3/transaction/TESTMID/TX0001/status", KEY, "1"))
        .isEqualTo("ef7b53f9cd290b656733e778650b432156578dda65400fff8ce7e495132bc22f###1");
  }

  @Test
  void the_index_tells_which_key_it_was() {
    assertThat(PhonepeSignature.of("", "/v3", KEY, "2")).endsWith("###2");
  }
}
