package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletCallsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void creating_twice_answers_the_same_wallet() {
    var customer = shop.customer(Shop.newPhone());
    var first = shop.walletOf(customer);
    assertThat(shop.walletOf(customer)).isEqualTo(first);
    shop.linked(first);
    assertThat(shop.walletOf(customer)).isEqualTo(first);
    assertThat(shop.read(first).path("linked").asBoolean()).isTrue();
  }

  @Test
  void creating_at_the_same_time_makes_one_wallet() throws Exception {
    var customer = shop.customer(Shop.newPhone());
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> shop.walletOf(customer));
    }
    var ids = new HashSet<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : executor.invokeAll(calls)) {
        ids.add(call.get());
      }
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void the_gateway_is_understood_in_any_letter_case() {
    var customer = shop.customer(Shop.newPhone());
    var path = "/customers/" + customer + "/wallets";
    assertThat(shop.api().post(path).form("gateway", "mobikwik").ok().path("wallet").asString())
        .isEqualTo("MOBIKWIK");
  }

  @ParameterizedTest
  @CsvSource({"PAYTM, GATEWAY_NOT_CONFIGURED", "'a b', INVALID_REQUEST", "'', ''"})
  void a_gateway_that_cannot_be_is_refused(String gateway, String code) {
    var path = "/customers/" + shop.customer(Shop.newPhone()) + "/wallets";
    shop.api()
        .post(path)
        .form("gateway", gateway)
        .refused(400, code.isEmpty() ? "Mandatory fields are missing" : code);
  }

  @Test
  void a_gateway_that_the_merchant_has_not_configured_is_refused() {
    var bare = GATEWAY.newShopWithoutGateway();
    bare.api()
        .post("/customers/" + bare.customer(Shop.newPhone()) + "/wallets")
        .form("gateway", "MOBIKWIK")
        .refused(400, "GATEWAY_NOT_CONFIGURED");
  }

  @Test
  void a_wallet_needs_its_customer() {
    shop.api()
        .post("/customers/nobody/wallets")
        .form("gateway", "MOBIKWIK")
        .refused(404, "object_not_found");
    shop.api().get("/customers/nobody/wallets").refused(404, "object_not_found");
  }

  @Test
  void a_wallet_stays_created_when_its_provider_refuses_the_otp() {
    var customer = shop.customer("9000000030");
    shop.api()
        .post("/customers/" + customer + "/wallets")
        .form("gateway", "MOBIKWIK", "command", "authenticate")
        .refused(400, "ACCOUNT_NOT_FOUND");
    var list = shop.api().get("/customers/" + customer + "/wallets").ok();
    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.path("list").path(0).path("linked").asBoolean()).isFalse();
  }

  @Test
  void the_wallets_own_number_beats_the_customers() {
    var own = Shop.newPhone();
    GATEWAY.provider().setBalance(own, "77.50");
    var customer = shop.customer(Shop.newPhone());
    var wallet =
        shop.api()
            .post("/customers/" + customer + "/wallets")
            .form("gateway", "MOBIKWIK", "mobile_number", own)
            .ok()
            .path("id")
            .asString();
    assertThat(shop.linked(wallet).path("current_balance").decimalValue())
        .isEqualByComparingTo("77.5");
  }

  @Test
  void the_linked_account_stays_when_the_customers_number_changes() {
    var phone = Shop.newPhone();
    GATEWAY.provider().setBalance(phone, "12.34");
    var customer = shop.customer(phone);
    var wallet = shop.walletOf(customer);
    shop.linked(wallet);
    shop.api().post("/customers/" + customer).form("mobile_number", Shop.newPhone()).ok();
    var refreshed = shop.command(wallet, "refresh").ok();
    assertThat(refreshed.path("linked").asBoolean()).isTrue();
    assertThat(refreshed.path("current_balance").decimalValue()).isEqualByComparingTo("12.34");
  }

  @Test
  void a_number_is_needed_to_authenticate() {
    var customer = shop.api().post("/customers").form("object_reference_id", "numberless").ok();
    var wallet = shop.walletOf(customer.path("id").asString());
    shop.authenticate(wallet).refused(400, "INVALID_MOBILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"steal", "LINK", "link "})
  void an_unknown_command_is_refused(String command) {
    var wallet = shop.wallet(Shop.newPhone());
    assertThat(shop.command(wallet, command).refused(400, "INVALID_REQUEST").fields())
        .containsExactly("command");
    shop.api()
        .post("/wallets/" + wallet)
        .form("otp", "123456")
        .refused(400, "Mandatory fields are missing");
    shop.api().get("/wallets/" + wallet + "?command=link").refused(400, "INVALID_REQUEST");
  }

  @Test
  void a_delinked_wallet_forgets_all_and_can_be_linked_again() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    var delinked = shop.command(wallet, "delink").ok();
    assertThat(delinked.path("linked").asBoolean()).isFalse();
    assertThat(delinked.path("token").isNull()).isTrue();
    assertThat(delinked.path("current_balance").isNull()).isTrue();
    shop.command(wallet, "delink").ok();
    shop.link(wallet, "123456").refused(400, "AUTHENTICATION_NOT_STARTED");
    shop.linked(wallet);
  }

  @Test
  void delinking_ends_a_waiting_authentication() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.authenticate(wallet).ok();
    shop.command(wallet, "delink").ok();
    shop.link(wallet, "123456").refused(400, "AUTHENTICATION_NOT_STARTED");
  }

  @Test
  void another_number_unlinks() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    var number = Shop.newPhone();
    GATEWAY.provider().setBalance(number, "5.00");
    var updated =
        shop.command(wallet, "update", "mobile_number", number).version("2019-09-17").ok();
    assertThat(updated.path("linked").asBoolean()).isFalse();
    assertThat(updated.path("metadata").path("mobile_number").asString()).isEqualTo(number);
    assertThat(shop.linked(wallet).path("current_balance").asInt()).isEqualTo(5);
  }

  @Test
  void update_came_with_a_version() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.command(wallet, "update", "mobile_number", "9000000002")
        .version("2019-09-16")
        .refused(400, "INVALID_REQUEST");
    shop.command(wallet, "update").refused(400, "Mandatory fields are missing");
  }

  @Test
  void reading_issues_a_token_and_asks_no_provider() {
    var phone = Shop.newPhone();
    var wallet = shop.wallet(phone);
    shop.linked(wallet);
    GATEWAY.provider().setBalance(phone, "1.00");
    GATEWAY.provider().goDown();
    var read = shop.read(wallet);
    assertThat(read.path("current_balance").asInt()).isEqualTo(10_000);
    assertThat(read.path("token").asString())
        .isNotEqualTo(shop.read(wallet).path("token").asString());
  }

  @Test
  void a_wallet_that_does_not_exist_is_not_found() {
    for (var id : List.of("wlt_0000000000000000", "nonsense", "WLT_0000000000000000")) {
      shop.api().get("/wallets/" + id).refused(404, "object_not_found");
      shop.command(id, "authenticate").refused(404, "object_not_found");
      shop.command(id, "link", "otp", "123456").refused(404, "object_not_found");
      shop.command(id, "delink").refused(404, "object_not_found");
      shop.command(id, "refresh").refused(404, "object_not_found");
      shop.command(id, "update", "mobile_number", "9000000001").refused(404, "object_not_found");
    }
  }

  @Test
  void the_payment_methods_are_what_the_merchant_configured() {
    var methods = shop.api().get("/merchants/" + shop.id() + "/paymentmethods").send();
    assertThat(methods.body())
        .isEqualTo(
            """
            {"payment_methods":[{"payment_method_type":"WALLET","payment_method":"MOBIKWIK",\
            "description":"MobiKwik wallet","wallet_direct_debit_support":true}]}\
            """);
    var bare = GATEWAY.newShopWithoutGateway();
    assertThat(bare.api().get("/merchants/" + bare.id() + "/paymentmethods").ok())
        .hasToString("{\"payment_methods\":[]}");
    shop.api().get("/merchants/" + bare.id() + "/paymentmethods").refused(404, "object_not_found");
  }

  @Test
  void a_page_of_wallets_can_be_asked_for() {
    var customer = shop.customer(Shop.newPhone());
    for (var reference : List.of("a", "b", "c")) {
      shop.account(reference, java.util.Map.of());
      GATEWAY.clock().advance(Duration.ofSeconds(1));
      shop.api()
          .post("/customers/" + customer + "/wallets")
          .form("gateway", "MOBIKWIK", "gateway_reference_id", reference)
          .ok();
    }
    var page = shop.api().get("/customers/" + customer + "/wallets?count=1&offset=1").ok();
    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(page.path("count").asInt()).isEqualTo(1);
    assertThat(page.path("offset").asInt()).isEqualTo(1);
    assertThat(page.path("list").path(0).path("gateway_reference_id").asString()).isEqualTo("b");
  }
}
