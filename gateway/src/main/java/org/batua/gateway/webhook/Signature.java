package org.batua.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;

/// The signature of Standard Webhooks 1.0: HMAC-SHA256 over id, time and the very bytes of the
/// body.
final class Signature {
  static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;

  private Signature() {}

  static Secret newSecret(Ids ids) {
    return Secret.of(PREFIX + Base64.getEncoder().encodeToString(ids.bytes(SECRET_BYTES)));
  }

  /// The value of the header `webhook-signature`: one signature for each secret.
  static String of(List<Secret> secrets, String id, Instant at, byte[] body) {
    return secrets.stream()
        .map(secret -> "v1," + sign(secret, id, at, body))
        .collect(Collectors.joining(" "));
  }

  private static String sign(Secret secret, String id, Instant at, byte[] body) {
    try {
      var key = Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot sign with HMAC-SHA256", e);
    }
  }
}
