package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final String ID = "evt_V2_0123456789abcdef0123456789abcdef";

  /// Made with the JDK's Mac and with the public library.
  @Test
  void the_vector_is_signed_as_the_library_signs_it() {
    var key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    var secret = Secret.of("whsec_" + Base64.getEncoder().encodeToString(key));
    assertThat(Signature.of(List.of(secret), ID, Instant.ofEpochSecond(1_700_000_000), bytes()))
        .isEqualTo("v1,TCSNtHouFsBdlmM4v0r5j+rEVg5jX5Ad9Nua9s5seEY=");
  }

  @Test
  void the_library_verifies_with_either_secret_while_both_sign() {
    var ids = new Ids();
    var now = Instant.now();
    var fresh = Signature.newSecret(ids);
    var old = Signature.newSecret(ids);
    var headers =
        Map.of(
            "webhook-id", List.of(ID),
            "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
            "webhook-signature", List.of(Signature.of(List.of(fresh, old), ID, now, bytes())));
    var body = new String(bytes(), StandardCharsets.UTF_8);
    for (var secret : List.of(fresh, old)) {
      assertThatCode(() -> new Webhook(secret.reveal()).verify(body, headers))
          .doesNotThrowAnyException();
    }
  }

  private static byte[] bytes() {
    return "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
  }
}
