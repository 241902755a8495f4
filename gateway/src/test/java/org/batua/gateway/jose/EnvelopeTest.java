package org.batua.gateway.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EnvelopeTest {
  private static final KeyPair OURS = RsaKeys.generate();
  private static final KeyPair MERCHANTS = RsaKeys.generate();
  private static final MessageKey KEY =
      new MessageKey(
          "key_1",
          new MerchantId("shop"),
          new MessageKey.Pair((RSAPublicKey) OURS.getPublic(), (RSAPrivateKey) OURS.getPrivate()),
          (RSAPublicKey) MERCHANTS.getPublic(),
          Instant.EPOCH,
          Optional.empty());
  private static final RfcClient CLIENT =
      new RfcClient("key_1", OURS.getPublic(), MERCHANTS.getPrivate());
  private static final String CONTENT = "{\"order_id\":\"₹1\"}";

  @Test
  void what_a_client_seals_is_opened_with_the_key_for_the_answer() throws GeneralSecurityException {
    var opened = open(CLIENT.seal(CONTENT));

    assertThat(new String(opened.content(), UTF_8)).isEqualTo(CONTENT);
    assertThat(opened.key()).isEqualTo(KEY);
  }

  @Test
  void what_is_sealed_for_a_client_is_opened_by_an_independent_client()
      throws GeneralSecurityException {
    var sealed = Envelope.seal(CONTENT, KEY);

    assertThat(CLIENT.open(sealed)).isEqualTo(json(CONTENT));
    assertThat(sealed.toString()).doesNotContain("order_id");
  }

  @Test
  void the_same_content_is_never_sealed_to_the_same_bytes() {
    var first = Envelope.seal(CONTENT, KEY);
    var second = Envelope.seal(CONTENT, KEY);

    for (var part : new String[] {"encryptedKey", "iv", "encryptedPayload"}) {
      assertThat(first.path(part)).as(part).isNotEqualTo(second.path(part));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "encryptedKey", "iv", "encryptedPayload", "tag"})
  void a_part_of_another_message_is_refused(String part) throws GeneralSecurityException {
    var mixed = (ObjectNode) json(CLIENT.seal(CONTENT));
    var other = json(CLIENT.seal("{\"order_id\":\"other\"}", "RSA-OAEP", "A256GCM", "RS256"));
    mixed.set(part, other.path(part));

    unauthenticated(() -> open(mixed.toString()));
  }

  @Test
  void an_unknown_key_and_a_wrong_signature_are_told_apart_by_nobody()
      throws GeneralSecurityException {
    var stranger = new RfcClient("key_2", OURS.getPublic(), MERCHANTS.getPrivate());
    var forger = new RfcClient("key_1", OURS.getPublic(), RsaKeys.generate().getPrivate());
    var unknown = stranger.seal(CONTENT);
    var forged = forger.seal(CONTENT);

    unauthenticated(() -> open(unknown));
    unauthenticated(() -> open(forged));
  }

  @Test
  void a_layer_without_its_signature_is_named() throws GeneralSecurityException {
    var header = "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"key_1\"}";
    var parts = RfcClient.encrypt(header, CONTENT, OURS.getPublic()).split("\\.", -1);
    var unsigned = JsonMapper.shared().createObjectNode();
    var names = new String[] {"header", "encryptedKey", "iv", "encryptedPayload", "tag"};
    for (int i = 0; i < names.length; i++) {
      unsigned.put(names[i], parts[i]);
    }

    invalid("encryptedPayload", () -> open(unsigned.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "e30", "{}", "...."})
  void a_header_that_is_none_is_named(String header) throws GeneralSecurityException {
    var body = (ObjectNode) json(CLIENT.seal(CONTENT));
    body.put("header", header);

    invalid("header", () -> open(body.toString()));
  }

  private static Envelope.Opened open(String body) {
    var params = Request.ofNobody().withJson(body.getBytes(UTF_8)).params();
    return Envelope.open(params, kid -> Optional.of(KEY).filter(key -> key.kid().equals(kid)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static void unauthenticated(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            it -> assertThat(it.rejection()).isEqualTo(new Rejection.Unauthenticated()));
  }

  private static void invalid(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            it ->
                assertThat(it.rejection())
                    .isInstanceOfSatisfying(
                        Rejection.InvalidField.class,
                        refused -> assertThat(refused.name()).isEqualTo(field)));
  }
}
