package org.batua.simulator.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Values of `X-VERIFY` computed by the published rule with other tools.
class ChecksumTest {
  private static final String PAYLOAD =
      "eyJtZXJjaGFudElkIjoiVEVTVE1JRCIsIm1vYmlsZU51bWJlciI6IjkwMDAwMDAwMDEiLCJyZXF1ZXN0VHlwZSI6"
          + "IldBTExFVCJ9";
  private static final String OF_PAYLOAD =
      "03d2d5f8513187a6223652867db183d9b2bbde22656d3ccf322702d092940b88###1";

  @Test
  void a_post_is_signed_over_payload_path_and_key() {
    assertThat(Checksum.of(PAYLOAD, "/v3/merchant/otp/send", "test-salt-key", "1"))
        .isEqualTo(OF_PAYLOAD);
  }

  @Test
  void a_get_is_signed_over_path_and_key() {
    assertThat(Checksum.of("", "/v3/transaction/TESTMID/TX0001/status", "test-salt-key", "1"))
        .isEqualTo("ef7b53f9cd290b656733e778650b432156578dda65400fff8ce7e495132bc22f###1");
  }

  @Test
  void a_signature_holds_for_its_text_key_and_index_alone() {
    assertThat(Checksum.isSame(OF_PAYLOAD, OF_PAYLOAD)).isTrue();
    assertThat(Checksum.isSame(OF_PAYLOAD, OF_PAYLOAD.replace("###1", "###2"))).isFalse();
    assertThat(Checksum.isSame(OF_PAYLOAD, OF_PAYLOAD.toUpperCase(java.util.Locale.ROOT)))
        .isFalse();
    assertThat(Checksum.isSame(OF_PAYLOAD, "")).isFalse();
  }
}
