package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class BalanceRefreshTest {
  private static final String SLOW = "9000000051";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("provider.balance_seconds", "2");

  private final Shop shop = GATEWAY.newShop();

  @Test
  void refresh_asks_the_provider_by_post_and_by_get() {
    var phone = Shop.newPhone();
    var wallet = shop.wallet(phone);
    shop.linked(wallet);
    GATEWAY.provider().setBalance(phone, "109.55");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    var posted = shop.command(wallet, "refresh").ok();
    assertThat(posted.path("current_balance").decimalValue()).isEqualByComparingTo("109.55");
    assertThat(posted.path("last_refreshed").asString()).isEqualTo(now());
    GATEWAY.provider().setBalance(phone, "0.00");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    var got = shop.api().get("/wallets/" + wallet + "?command=refresh").ok();
    assertThat(got.path("current_balance").asInt()).isZero();
    assertThat(got.path("last_refreshed").asString()).isEqualTo(now());
  }

  @Test
  void an_unlinked_wallet_comes_back_unchanged() {
    var wallet = shop.wallet(Shop.newPhone());
    assertThat(shop.command(wallet, "refresh").ok()).isEqualTo(shop.read(wallet));
  }

  @Test
  void a_provider_that_is_down_leaves_the_stored_balance() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    GATEWAY.provider().goDown();
    shop.command(wallet, "refresh").refused(502, "GATEWAY_UNAVAILABLE");
    assertThat(shop.read(wallet).path("current_balance").asInt()).isEqualTo(10_000);
  }

  @Test
  void a_provider_that_takes_no_connection_leaves_the_stored_balance() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    GATEWAY.provider().refuseConnections();
    shop.command(wallet, "refresh").refused(502, "GATEWAY_UNAVAILABLE");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_link_that_the_customer_ended_is_unlinked_at_once() {
    var phone = Shop.newPhone();
    var wallet = shop.wallet(phone);
    shop.linked(wallet);
    GATEWAY.provider().revoke(phone);
    var refreshed = shop.command(wallet, "refresh").ok();
    assertThat(refreshed.path("linked").asBoolean()).isFalse();
    assertThat(refreshed.path("token").isNull()).isTrue();
    assertThat(refreshed.path("current_balance").isNull()).isTrue();
  }

  @Test
  void all_wallets_are_refreshed_at_the_same_time() {
    var customer = shop.customer(SLOW);
    int wallets = 4;
    for (int i = 0; i < wallets; i++) {
      shop.linked(walletOf(customer, "account" + i));
    }
    GATEWAY.provider().setBalance(SLOW, "42.00");
    GATEWAY.pace().answerOnlyTogether(wallets);
    var list = refreshAll(customer).path("list");
    assertThat(list).hasSize(wallets);
    list.forEach(one -> assertThat(one.path("current_balance").asInt()).isEqualTo(42));
  }

  @Test
  void a_wallet_whose_provider_fails_keeps_its_balance_beside_fresh_ones() {
    var customer = shop.customer(Shop.newPhone());
    var good = walletOf(customer, "good");
    var lost = walletOf(customer, "lost");
    shop.linked(good);
    shop.linked(lost);
    shop.account("lost", Map.of("base_url", "http://127.0.0.1:9"));
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    var list = refreshAll(customer).path("list");
    assertThat(list).hasSize(2);
    var dates = new ArrayList<String>();
    list.forEach(one -> dates.add(one.path("last_refreshed").asString()));
    assertThat(dates).contains(now()).doesNotHaveDuplicates();
    list.forEach(one -> assertThat(one.path("linked").asBoolean()).isTrue());
  }

  @Test
  void refreshing_all_without_a_linked_wallet_is_fine() {
    var customer = shop.customer(Shop.newPhone());
    assertThat(refreshAll(customer).path("total").asInt()).isZero();
    shop.walletOf(customer);
    assertThat(refreshAll(customer).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void refreshing_all_of_nobody_has_a_body_of_its_own() {
    var reply = shop.api().get("/customers/nobody/wallets/refresh-balances").send();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("status").asString()).isEqualTo("Invalid Request");
    assertThat(reply.json().path("error_code").asString()).isEqualTo("null_error");
    assertThat(reply.message()).isEqualTo("Customer not found for given customerId.");
  }

  @Test
  void an_answer_that_comes_after_a_delink_changes_nothing() throws Exception {
    var wallet = walletOf(shop.customer(SLOW), "late");
    shop.linked(wallet);
    var arrived = new CountDownLatch(1);
    var delinked = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(delinked);
            });
    var refreshing = Thread.ofVirtual().start(() -> shop.command(wallet, "refresh").send());
    await(arrived);
    shop.command(wallet, "delink").ok();
    delinked.countDown();
    refreshing.join();
    var after = shop.read(wallet);
    assertThat(after.path("linked").asBoolean()).isFalse();
    assertThat(after.path("current_balance").isNull()).isTrue();
  }

  @Test
  void a_provider_that_never_answers_ends_by_our_timeout() {
    var wallet = walletOf(shop.customer(SLOW), "stuck");
    shop.linked(wallet);
    var test = new CountDownLatch(1);
    GATEWAY.pace().answerAfter(() -> await(test));
    shop.command(wallet, "refresh").refused(502, "GATEWAY_UNAVAILABLE");
    test.countDown();
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

  private JsonNode refreshAll(String customer) {
    return shop.api().get("/customers/" + customer + "/wallets/refresh-balances").ok();
  }

  private static String now() {
    return GATEWAY.clock().instant().toString().replace("Z", "+0000");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as(List.of(latch).toString()).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
