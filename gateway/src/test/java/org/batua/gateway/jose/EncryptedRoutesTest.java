package org.batua.gateway.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("slow")
class EncryptedRoutesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final KeyPair MERCHANTS = RsaKeys.generate();

  private static Till till;
  private static Shop shop;
  private static MessageKey key;
  private static RfcClient client;

  /// One for all, since an RSA key takes long to find.
  @BeforeAll
  static void open() {
    till = Till.open(GATEWAY);
    shop = till.shop();
    key = newKey();
    client = client(key);
  }

  private static MessageKey newKey() {
    return GATEWAY.gateway().messageKeys().add(shop.id(), (RSAPublicKey) MERCHANTS.getPublic());
  }

  private static RfcClient client(MessageKey key) {
    return new RfcClient(key.kid(), key.ours().publicKey(), MERCHANTS.getPrivate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-OAEP-256", "RSA-OAEP"})
  void a_status_is_asked_and_answered_encrypted(String algorithm) throws GeneralSecurityException {
    var order = till.paid("10");
    var body = client.seal("{\"order_id\":\"" + order + "\"}", algorithm, "A256GCM", "RS256");
    var answer = status(body).ok();
    assertThat(answer.propertyNames())
        .containsExactly("header", "encryptedKey", "iv", "encryptedPayload", "tag");
    assertThat(
            new String(RfcClient.decode(answer.path("header").asString()), StandardCharsets.UTF_8))
        .contains("RSA-OAEP-256", "A256GCM", key.kid());
    assertThat(client.open(answer)).isEqualTo(till.status(order));
  }

  @Test
  void a_refund_and_a_session_are_encrypted_too() throws GeneralSecurityException {
    var order = till.paid("10");
    var refund =
        client.open(
            call("/v4/orders/" + order + "/refunds", client.seal("{\"unique_request_id\":\"r\"}"))
                .ok());
    assertThat(refund.at("/refunds/0/unique_request_id").asString()).isEqualTo("r");
    var fresh = Till.newOrderId();
    var session =
        client.open(
            call("/v4/session", client.seal("{\"order_id\":\"" + fresh + "\",\"amount\":\"7\"}"))
                .ok());
    assertThat(session.path("order_id").asString()).isEqualTo(fresh);
    assertThat(till.status(fresh).path("amount").asInt()).isEqualTo(7);
  }

  @Test
  void a_signature_is_as_good_as_a_key() throws GeneralSecurityException {
    var order = till.paid("10");
    var body = client.seal("{\"order_id\":\"" + order + "\"}");
    assertThat(client.open(withoutKey(body).ok())).isEqualTo(till.status(order));
    withoutKey(body).header("Authorization", "Basic Og==").ok();
    sealedBy("another", body).refused(401, "access_denied");
    GATEWAY.open().post("/v4/order-status").json(body).refused(401, "access_denied");
  }

  @Test
  void without_a_key_nothing_but_a_right_signature_will_do() throws GeneralSecurityException {
    var forger = new RfcClient(key.kid(), key.ours().publicKey(), RsaKeys.generate().getPrivate());
    withoutKey(forger.seal("{\"order_id\":\"a\"}")).refused(401, "access_denied");
    withoutKey("{}").refused(401, "access_denied");
    withoutKey("{\"order_id\":\"a\"}").refused(401, "access_denied");
    var stranger = new RfcClient("key_00", key.ours().publicKey(), MERCHANTS.getPrivate());
    withoutKey(stranger.seal("{\"order_id\":\"a\"}")).refused(401, "access_denied");
    var ends = newKey();
    var good = client(ends).seal("{\"order_id\":\"nobody\"}");
    withoutKey(good).refused(400, "");
    GATEWAY.gateway().messageKeys().revoke(shop.id(), ends.kid());
    withoutKey(good).refused(401, "access_denied");
  }

  @Test
  void the_layers_of_two_merchants_make_no_call() throws GeneralSecurityException {
    var keys = GATEWAY.gateway().messageKeys();
    var theirs = RsaKeys.generate();
    var other = keys.add(GATEWAY.newShop().id(), (RSAPublicKey) theirs.getPublic());
    var mixed = client.sealSignedBy(other.kid(), theirs.getPrivate(), "{\"order_id\":\"a\"}");
    withoutKey(mixed).refused(401, "access_denied");
  }

  private ApiCall withoutKey(String body) {
    return sealedBy(shop.id().value(), body);
  }

  private static ApiCall sealedBy(String merchant, String body) {
    return GATEWAY.open().post("/v4/order-status").json(body).header("x-merchantid", merchant);
  }

  @Test
  void an_error_stays_plain() throws GeneralSecurityException {
    var unknown = status(client.seal("{\"order_id\":\"nobody\"}")).refused(400, "");
    assertThat(unknown.json().path("status").asString()).isEqualTo("NOT_FOUND");
    status(client.seal("{}")).refused(400, "Mandatory fields are missing");
    status(client.seal("[1]")).refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"encryptedKey", "iv", "encryptedPayload", "tag"})
  void a_changed_part_is_refused_without_a_word_of_why(String part)
      throws GeneralSecurityException {
    var body = (ObjectNode) JsonMapper.shared().readTree(client.seal("{\"order_id\":\"a\"}"));
    var bytes = RfcClient.decode(body.path(part).asString());
    bytes[0] ^= 1;
    body.put(part, RfcClient.encode(bytes));
    assertThat(status(body.toString()).refused(401, "access_denied").message())
        .isEqualTo("Invalid API Key. Please pass a valid and active api key.");
  }

  @Test
  void another_signers_call_is_refused() throws GeneralSecurityException {
    var forger = new RfcClient(key.kid(), key.ours().publicKey(), RsaKeys.generate().getPrivate());
    status(forger.seal("{\"order_id\":\"a\"}")).refused(401, "access_denied");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA1_5, A256GCM, RS256",
    "RSA-OAEP-256, A128GCM, RS256",
    "RSA-OAEP-256, A256GCM, PS256",
    "RSA-OAEP-256, A256GCM, none",
    "dir, A256GCM, RS256",
  })
  void other_algorithms_are_not_spoken(String algorithm, String encryption, String signing)
      throws GeneralSecurityException {
    status(client.seal("{\"order_id\":\"a\"}", algorithm, encryption, signing))
        .refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"header\":\"x\"}", "{}", "{\"order_id\":\"a\"}"})
  void a_plain_body_is_missing_its_parts(String body) {
    status(body).refused(400, "Mandatory fields are missing");
  }

  @Test
  void a_foreign_merchants_key_does_not_work() throws GeneralSecurityException {
    var other = GATEWAY.newShop();
    other
        .api()
        .post("/v4/order-status")
        .json(client.seal("{\"order_id\":\"a\"}"))
        .refused(401, "access_denied");
    GATEWAY
        .open()
        .post("/v4/order-status")
        .json(client.seal("{\"order_id\":\"a\"}"))
        .refused(401, "access_denied");
  }

  @Test
  void a_rotated_key_works_until_the_overlap_is_over() throws GeneralSecurityException {
    var order = till.order("10");
    var keys = GATEWAY.gateway().messageKeys();
    var ours = (RSAPublicKey) MERCHANTS.getPublic();
    var first = newKey();
    var next = keys.rotate(shop.id(), first.kid(), ours, Duration.ofHours(1)).orElseThrow();
    var body = "{\"order_id\":\"" + order + "\"}";
    client(first).open(status(client(first).seal(body)).ok());
    client(next).open(status(client(next).seal(body)).ok());
    GATEWAY.clock().advance(Duration.ofHours(1));
    status(client(first).seal(body)).refused(401, "access_denied");
    client(next).open(status(client(next).seal(body)).ok());
    keys.revoke(shop.id(), next.kid());
    status(client(next).seal(body)).refused(401, "access_denied");
  }

  private ApiCall status(String body) {
    return call("/v4/order-status", body);
  }

  private ApiCall call(String path, String body) {
    return shop.api().post(path).json(body);
  }
}
