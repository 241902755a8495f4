package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @ParameterizedTest
  @ValueSource(strings = {":", "", ":password", "::"})
  void the_key_is_what_stands_before_the_first_colon(String rest) {
    var header = "Basic " + base64(shop.key() + rest);
    GATEWAY.open().withAuthorization(header).get("/customers").ok();
  }

  @Test
  void the_scheme_is_understood_in_any_letter_case() {
    GATEWAY.open().withAuthorization("bASIC  " + base64(shop.key() + ":")).get("/customers").ok();
  }

  @Test
  void without_a_key_the_answer_says_so() {
    var refused = GATEWAY.open().get("/customers").refused(401, "access_denied");
    assertThat(refused.json().path("status").asString()).isEqualTo("error");
    assertThat(refused.message())
        .isEqualTo("Invalid API Key. Please pass a valid and active api key.");
    assertThat(refused.json().path("user_message").asString()).isEqualTo("Unauthorized.");
    assertThat(refused.infoCode()).isEqualTo("UNAUTHORIZED");
    assertThat(refused.json().path("error_info").path("developer_message").asString())
        .isEqualTo("Invalid API Key. Please pass a valid and active api key.");
    assertThat(refused.header("www-authenticate")).contains("Basic realm=\"batua\"");
    assertThat(refused.header("x-jp-merchant-id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic a",
        "Basic Og==",
        "Basic OnNlY3JldA==",
        "Basic /////w==",
        "Bearer key",
        "Digest username=\"a\"",
        "Basic a2V5XzAwMDAwMDAwMDAwMDAwMDA=",
      })
  void what_is_no_key_is_refused_like_none(String header) {
    GATEWAY.open().withAuthorization(header).get("/customers").refused(401, "access_denied");
  }

  @Test
  void a_refused_key_learns_nothing_about_objects() {
    var wrong = GATEWAY.open().withKey("key_wrong");
    var customer = shop.customer(Shop.newPhone());
    wrong.get("/customers/" + customer).refused(401, "access_denied");
    wrong.get("/customers/nobody").refused(401, "access_denied");
    wrong.post("/customers").form("nonsense", "1").refused(401, "access_denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-merchantid", "x-merchant-id"})
  void a_merchant_header_must_name_the_keys_merchant(String name) {
    shop.api().get("/customers").header(name, shop.id().value()).ok();
    shop.api().get("/customers").header(name, "somebody").refused(401, "access_denied");
    shop.api().get("/customers").header(name, "").ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic Og==", "Basic", "basic  ", ""})
  void an_empty_key_beside_a_client_token_is_none(String header) {
    var customer = shop.customer(Shop.newPhone());
    var token = shop.clientToken(customer);
    GATEWAY
        .open()
        .withAuthorization(header)
        .get("/customers/" + customer + "/wallets?client_auth_token=" + token)
        .ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Basic a2V5", "Basic !!!"})
  void a_bad_key_beside_a_client_token_is_refused(String header) {
    var customer = shop.customer(Shop.newPhone());
    GATEWAY
        .open()
        .withAuthorization(header)
        .get("/customers/" + customer + "/wallets?client_auth_token=" + shop.clientToken(customer))
        .refused(401, "access_denied");
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
