package org.batua.gateway.paymentmethod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Which wallets can pay, as their providers say.
class EligibilitiesTest {
  private static final String SLOW = "9000000051";
  private static final int DEADLINE_SECONDS = 1;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("provider.eligibility_seconds", "" + DEADLINE_SECONDS);

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_wallet_with_enough_money_is_eligible_and_is_asked_once() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "250.50");
    int before = balanceCalls(till.phone());
    var one = only(ask(till.shop(), till.customer(), "250.50"));
    assertThat(one.path("status").asString()).isEqualTo("SUCCESS");
    assertThat(one.path("is_eligible").asBoolean()).isTrue();
    assertThat(one.path("payment_method").asString()).isEqualTo("MOBIKWIK");
    assertThat(one.path("balance").decimalValue()).isEqualByComparingTo("250.5");
    assertThat(one.has("gateway_error_code")).isFalse();
    assertThat(balanceCalls(till.phone())).isEqualTo(before + 1);
  }

  @Test
  void a_wallet_with_one_paisa_too_little_is_not() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "250.49");
    var order = till.order("250.50");
    var one =
        only(
            till.api()
                .post("/customers/" + till.customer() + "/eligibility")
                .form("order_id", order)
                .ok());
    assertThat(one.path("status").asString()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(one.path("is_eligible").asBoolean()).isFalse();
    assertThat(one.path("gateway_error_code").asString()).isEqualTo("INSUFFICIENT_BALANCE");
  }

  @Test
  void a_provider_that_tells_no_balance_leaves_the_wallet_eligible() {
    var till = Till.at(GATEWAY, shop, "9000000012");
    var one = only(ask(shop, till.customer(), "10"));
    assertThat(one.path("status").asString()).isEqualTo("SUCCESS");
    assertThat(one.has("balance")).isFalse();
  }

  @Test
  void a_link_that_the_customer_ended_is_unauthorized_and_unlinked() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().revoke(till.phone());
    assertThat(only(ask(till.shop(), till.customer(), "10")).path("status").asString())
        .isEqualTo("UNAUTHORIZED");
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isFalse();
    assertThat(ask(till.shop(), till.customer(), "10").path("payment_methods_eligibility"))
        .isEmpty();
  }

  @Test
  void a_provider_that_is_down_is_not_accessible_and_spoils_no_other() {
    var customer = shop.customer(Shop.newPhone());
    shop.linked(walletOf(customer, "good"));
    shop.linked(walletOf(customer, "lost"));
    shop.account("lost", Map.of("base_url", "http://127.0.0.1:9"));
    var all = ask(shop, customer, "10").path("payment_methods_eligibility");
    assertThat(all.values().stream().map(one -> one.path("status").asString()))
        .containsExactlyInAnyOrder("SUCCESS", "NOT_ACCESSIBLE");
    GATEWAY.provider().goDown();
    assertThat(
            ask(shop, customer, "10").path("payment_methods_eligibility").values().stream()
                .map(one -> one.path("gateway_error_code").asString())
                .distinct())
        .containsExactly("GATEWAY_UNAVAILABLE");
  }

  @Test
  void all_providers_are_asked_at_the_same_time() {
    var customer = shop.customer(SLOW);
    int wallets = 4;
    for (int i = 0; i < wallets; i++) {
      shop.linked(walletOf(customer, "account" + i));
    }
    GATEWAY.pace().answerOnlyTogether(wallets);
    var all = ask(shop, customer, "10").path("payment_methods_eligibility");
    assertThat(all).hasSize(wallets);
    all.forEach(one -> assertThat(one.path("is_eligible").asBoolean()).isTrue());
  }

  @Test
  void who_misses_the_deadline_is_not_waited_for() throws Exception {
    var customer = shop.customer(SLOW);
    shop.linked(walletOf(customer, "stuck"));
    var answered = new CountDownLatch(1);
    GATEWAY.pace().answerAfter(answered);
    var one = only(ask(shop, customer, "10"));
    answered.countDown();
    assertThat(one.path("status").asString()).isEqualTo("NOT_ACCESSIBLE");
    assertThat(one.path("is_eligible").asBoolean()).isFalse();
  }

  @Test
  void without_a_linked_wallet_the_list_is_empty() {
    var customer = shop.customer(Shop.newPhone());
    shop.walletOf(customer);
    assertThat(ask(shop, customer, "10").path("payment_methods_eligibility")).isEmpty();
  }

  @Test
  void it_wants_a_known_customer_and_an_amount_or_an_order() {
    var customer = shop.customer(Shop.newPhone());
    call(shop, "nobody").form("amount", "10").refused(404, "object_not_found");
    call(shop, customer).form("x", "1").refused(400, "Mandatory fields are missing");
    call(shop, customer).form("amount", "-1").refused(400, "INVALID_REQUEST");
    assertThat(call(shop, customer).form("order_id", "unknown").send().status()).isEqualTo(400);
    var other = Till.open(GATEWAY);
    assertThat(call(shop, customer).form("order_id", other.order("10")).send().status())
        .isEqualTo(400);
    call(shop, other.customer()).form("amount", "10").refused(404, "object_not_found");
  }

  private static ApiCall call(Shop shop, String customer) {
    return shop.api().post("/customers/" + customer + "/eligibility");
  }

  private static JsonNode ask(Shop shop, String customer, String amount) {
    return call(shop, customer).json("{\"amount\":\"" + amount + "\"}").ok();
  }

  private static JsonNode only(JsonNode body) {
    var all = body.path("payment_methods_eligibility");
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static int balanceCalls(String phone) {
    return GATEWAY.provider().count("balance", "phone=" + phone);
  }

  private String walletOf(String customer, String reference) {
    shop.account(reference, Map.of());
    return shop.api()
        .post("/customers/" + customer + "/wallets")
        .form("gateway", "MOBIKWIK", "gateway_reference_id", reference)
        .ok()
        .path("id")
        .asString();
  }
}
