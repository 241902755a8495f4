package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The samples that the public pages of the API print, letter by letter but for ids and tokens.
class SeedSamplesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_new_wallet_has_seven_keys_in_order_and_nulls() {
    var customer = shop.customer(Shop.newPhone());
    var reply =
        shop.api()
            .post("/customers/" + customer + "/wallets")
            .form("gateway", "MOBIKWIK", "command", "authenticate")
            .send();
    var id = reply.ok().path("id").asString();
    assertThat(id).matches("wlt_[a-z0-9]{16}");
    assertThat(reply.body())
        .isEqualTo(
            """
            {"id":"%s","object":"wallet_account","wallet":"MOBIKWIK","token":null,\
            "current_balance":null,"linked":false,"last_refreshed":null}\
            """
                .formatted(id));
  }

  @Test
  void a_wallet_created_with_a_mobile_number_shows_it_in_metadata() {
    var customer = shop.customer(Shop.newPhone());
    var reply =
        shop.api()
            .post("/customers/" + customer + "/wallets")
            .version("2023-06-30")
            .form("gateway", "MOBIKWIK", "mobile_number", "99999999")
            .send();
    var id = reply.ok().path("id").asString();
    assertThat(reply.body())
        .isEqualTo(
            """
            {"id":"%s","object":"wallet_account","wallet":"MOBIKWIK","token":null,\
            "current_balance":null,"linked":false,"last_refreshed":null,\
            "metadata":{"mobile_number":"99999999"},"gateway_reference_id":null}\
            """
                .formatted(id));
  }

  @Test
  void a_linked_wallet_shows_token_balance_and_date() {
    var phone = Shop.newPhone();
    GATEWAY.provider().setBalance(phone, "250.00");
    var wallet = shop.wallet(phone);
    shop.authenticate(wallet).ok();
    var reply = shop.link(wallet, "123456").send();
    var token = reply.ok().path("token").asString();
    assertThat(token).matches("tok_[a-z0-9]{60}");
    assertThat(reply.body())
        .isEqualTo(
            """
            {"id":"%s","object":"wallet_account","wallet":"MOBIKWIK","token":"%s",\
            "current_balance":250,"linked":true,"last_refreshed":"%s"}\
            """
                .formatted(
                    wallet, token, GATEWAY.clock().instant().toString().replace("Z", "+0000")));
  }

  @Test
  void linking_without_an_otp_is_refused_in_the_words_of_the_page() {
    var wallet = shop.wallet(Shop.newPhone());
    var reply = shop.command(wallet, "link").send();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"error_message":"OTP is required while linking wallet.",\
            "status":"Invalid Request","error_code":"Invalid"}\
            """);
  }

  @Test
  void a_list_has_linked_and_unlinked_wallets() {
    shop.account("second", java.util.Map.of());
    var customer = shop.customer(Shop.newPhone());
    var linked = shop.walletOf(customer);
    shop.linked(linked);
    GATEWAY.clock().advance(java.time.Duration.ofSeconds(1));
    var other =
        shop.api()
            .post("/customers/" + customer + "/wallets")
            .form("gateway", "MOBIKWIK", "gateway_reference_id", "second")
            .ok()
            .path("id")
            .asString();
    var reply = shop.api().get("/customers/" + customer + "/wallets").send();
    var first = reply.ok().path("list").path(0);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"object":"list","list":[\
            {"id":"%s","object":"wallet_account","wallet":"MOBIKWIK","token":"%s",\
            "current_balance":10000,"linked":true,"last_refreshed":"%s"},\
            {"id":"%s","object":"wallet_account","wallet":"MOBIKWIK","token":null,\
            "current_balance":null,"linked":false,"last_refreshed":null,\
            "metadata":{"mobile_number":null},"gateway_reference_id":"second"}],\
            "count":2,"offset":0,"total":2}\
            """
                .formatted(
                    linked,
                    first.path("token").asString(),
                    first.path("last_refreshed").asString(),
                    other));
  }

  @Test
  void a_list_with_metadata_has_it_at_each_wallet() {
    var customer = shop.customer(Shop.newPhone());
    var created =
        shop.api()
            .post("/customers/" + customer + "/wallets")
            .form("gateway", "MOBIKWIK", "mobile_number", "99999999")
            .ok();
    var reply = shop.api().get("/customers/" + customer + "/wallets").version("2019-09-17").send();
    assertThat(reply.body())
        .isEqualTo(
            """
            {"object":"list","list":[\
            {"id":"%s","object":"wallet_account","wallet":"MOBIKWIK","token":null,\
            "current_balance":null,"linked":false,"last_refreshed":null,\
            "metadata":{"mobile_number":"99999999"},"gateway_reference_id":null}],\
            "count":1,"offset":0,"total":1}\
            """
                .formatted(created.path("id").asString()));
  }
}
