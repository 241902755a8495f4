package org.batua.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls from a customer's device.
class ClientTokensTest {
  private static final int USES = 4;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("client_auth_token.uses", Integer.toString(USES));

  private final Shop shop = GATEWAY.newShop();
  private final String customer = shop.customer(Shop.newPhone());

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "1"})
  void a_token_is_issued_when_asked_for(String yes) {
    var path = "/customers/" + customer;
    var issued = shop.api().post(path).form("options.get_client_auth_token", yes).ok();
    assertThat(issued.path("juspay").path("client_auth_token").asString())
        .matches("tkn_[0-9a-f]{32}");
    assertThat(Instant.parse(issued.path("juspay").path("client_auth_token_expiry").asString()))
        .isEqualTo(GATEWAY.clock().instant().plus(Duration.ofMinutes(15)));
    assertThat(shop.api().get(path + "?options.get_client_auth_token=false").ok().has("juspay"))
        .isFalse();
  }

  @Test
  void the_device_can_do_the_whole_linking() {
    var token = shop.clientToken(customer);
    var created =
        device("/customers/" + customer + "/wallets")
            .form("gateway", "MOBIKWIK", "command", "authenticate", "client_auth_token", token)
            .ok();
    var wallet = "/wallets/" + created.path("id").asString();
    device(wallet).form("command", "authenticate", "client_auth_token", token).ok();
    var linked =
        device(wallet).form("command", "link", "otp", "123456", "client_auth_token", token).ok();
    assertThat(linked.path("linked").asBoolean()).isTrue();
    var list = list(customer, token).ok().path("list");
    assertThat(list.path(0).path("token").asString()).startsWith("tok_");
  }

  @Test
  void a_token_ends_after_its_uses() {
    var token = shop.clientToken(customer);
    for (int i = 0; i < USES; i++) {
      list(customer, token).ok();
    }
    var refused = list(customer, token).refused(401, "access_denied");
    assertThat(refused.message()).contains("expired");
  }

  @Test
  void a_token_ends_after_its_time() {
    var token = shop.clientToken(customer);
    GATEWAY.clock().advance(Duration.ofSeconds(899));
    list(customer, token).ok();
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    var refused = list(customer, token).refused(401, "access_denied");
    assertThat(refused.message()).contains("expired");
    assertThat(refused.infoCode()).isEqualTo("EXPIRED");
  }

  @Test
  void a_token_reaches_only_its_own_customer() {
    var other = shop.customer(Shop.newPhone());
    var otherWallet = shop.walletOf(other);
    var token = shop.clientToken(customer);
    list(other, token).refused(404, "object_not_found");
    device("/customers/" + other + "/wallets")
        .form("gateway", "MOBIKWIK", "client_auth_token", token)
        .refused(404, "object_not_found");
    device("/wallets/" + otherWallet)
        .form("command", "authenticate", "client_auth_token", token)
        .refused(404, "object_not_found");
    device("/wallets/" + otherWallet)
        .form("command", "link", "otp", "123456", "client_auth_token", token)
        .refused(404, "object_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delink", "refresh", "update"})
  void a_device_cannot_give_the_merchants_commands(String command) {
    var wallet = shop.walletOf(customer);
    var token = shop.clientToken(customer);
    device("/wallets/" + wallet)
        .form("command", command, "mobile_number", "9000000002", "client_auth_token", token)
        .refused(401, "access_denied");
  }

  @Test
  void the_merchants_routes_do_not_take_a_device() {
    var wallet = shop.walletOf(customer);
    var query = "client_auth_token=" + shop.clientToken(customer);
    var open = GATEWAY.open();
    open.get("/customers?" + query).refused(401, "access_denied");
    open.get("/customers/" + customer + "?" + query).refused(401, "access_denied");
    open.get("/wallets/" + wallet + "?" + query).refused(401, "access_denied");
    open.get("/customers/" + customer + "/wallets/refresh-balances?" + query)
        .refused(401, "access_denied");
    open.get("/merchants/" + shop.id() + "/paymentmethods?" + query).refused(401, "access_denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tkn_00000000000000000000000000000000", "nonsense", ""})
  void an_unknown_token_is_refused(String token) {
    list(customer, token).refused(401, "access_denied");
  }

  @Test
  void a_bad_key_beside_a_good_token_is_refused() {
    var token = shop.clientToken(customer);
    GATEWAY
        .open()
        .withKey("key_wrong")
        .get("/customers/" + customer + "/wallets?client_auth_token=" + token)
        .refused(401, "access_denied");
  }

  private static ApiReply list(String customer, String token) {
    return GATEWAY
        .open()
        .get("/customers/" + customer + "/wallets?client_auth_token=" + token)
        .send();
  }

  private static ApiCall device(String path) {
    return GATEWAY.open().post(path);
  }
}
