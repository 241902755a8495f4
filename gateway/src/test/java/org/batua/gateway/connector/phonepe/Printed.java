package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Playback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plays answers in the shapes that PhonePe's public pages print, and reads what was sent for them.
final class Printed {
  static final MobileNumber MOBILE = new MobileNumber("91", "9000000001");
  static final Credentials LINKED =
      new Credentials(
          Map.of("user_auth_token", Secret.of("U1")), Optional.empty(), Optional.empty());

  private final Playback playback =
      new Playback(new PhonepeConnector())
          .setting("merchant_id", "TESTMID")
          .secret("salt_key", "test-salt-key");

  Playback playback() {
    return playback;
  }

  /// What the last request says, after its signature over the very characters is found right.
  JsonNode sent(String path) {
    var request = playback.request();
    assertThat(request.url()).hasToString("https://mercury-t2.phonepe.com" + path);
    var encoded = JsonMapper.shared().readTree(request.body()).path("request").asString();
    assertThat(request.headers())
        .containsEntry(
            "X-VERIFY", PhonepeSignature.of(encoded, path, Secret.of("test-salt-key"), "1"))
        .containsEntry("X-DEVICE-ID", "device-1");
    var json = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    return JsonMapper.shared().readTree(json);
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  static String error(String code) {
    return "{\"success\":false,\"code\":\"" + code + "\",\"message\":\"words\",\"data\":{}}";
  }

  static String ok(String data) {
    return "{\"success\":true,\"code\":\"SUCCESS\",\"message\":\"words\",\"data\":" + data + "}";
  }

  static String named(Object result) {
    return result.getClass().getSimpleName();
  }
}
