package org.batua.gateway.connector.freecharge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.batua.gateway.Api;
import org.batua.gateway.GatewayFixture;
import org.batua.gateway.Shop;
import org.batua.gateway.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The main flow through the public API, in development, where FreeCharge's wallets can be linked.
class FreechargeFlowTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final String phone = Shop.newPhone();

  @BeforeEach
  void configure() {
    GATEWAY.configureFreecharge(shop.id());
  }

  private Api api() {
    return shop.api();
  }

  private String wallet(String customer) {
    var created =
        api().post("/customers/" + customer + "/wallets").form("gateway", "FREECHARGE").ok();
    assertThat(created.path("wallet").asString()).isEqualTo("FREECHARGE");
    assertThat(created.path("linked").asBoolean(true)).isFalse();
    return created.path("id").asString();
  }

  private String order(String customer, String amount) {
    var id = Till.newOrderId();
    api().post("/orders").form("order_id", id, "amount", amount, "customer_id", customer).ok();
    return id;
  }

  private JsonNode pay(String order, String token) {
    return Till.payment(api(), "FREECHARGE", order, token).ok();
  }

  private JsonNode listed(String customer) {
    return api().get("/customers/" + customer + "/wallets").ok().at("/list/0");
  }

  @Test
  void a_wallet_is_linked_debited_refunded_and_delinked() {
    var customer = shop.customer(phone);
    var wallet = wallet(customer);
    shop.authenticate(wallet).ok();
    shop.link(wallet, "555555").refused(400, "OTP_INVALID");
    assertThat(shop.link(wallet, Shop.RIGHT_OTP).ok().path("current_balance").asInt())
        .isEqualTo(10_000);
    var order = order(customer, "100");

    assertThat(pay(order, listed(customer).path("token").asString()).path("status").asString())
        .isEqualTo("CHARGED");
    assertThat(shop.command(wallet, "refresh").ok().path("current_balance").asInt())
        .isEqualTo(9_900);

    api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "40")
        .ok();
    assertThat(refunded(order)).isEqualTo("SUCCESS");
    assertThat(shop.command(wallet, "refresh").ok().path("current_balance").asInt())
        .isEqualTo(9_940);

    assertThat(shop.command(wallet, "delink").ok().path("linked").asBoolean(true)).isFalse();
    assertThat(GATEWAY.provider().count("delink", "phone=" + phone)).isOne();
  }

  /// The first refund's state, once it has one.
  private String refunded(String order) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      var state = api().get("/orders/" + order).ok().at("/refunds/0/status").asString();
      if (!state.equals("PENDING")) {
        return state;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    throw new AssertionError("refund of " + order + ": still pending");
  }

  @Test
  void a_debit_without_an_answer_is_found_out() {
    var customer = shop.customer(phone);
    shop.linked(wallet(customer));
    var order = order(customer, "7005.00");

    var answer = pay(order, listed(customer).path("token").asString());

    assertThat(answer.path("status").asString()).isEqualTo("AUTHORIZING");
    GATEWAY.clock().advance(Duration.ofSeconds(6));
    GATEWAY.sweep();
    assertThat(api().get("/orders/" + order).ok().path("status").asString()).isEqualTo("CHARGED");
    assertThat(GATEWAY.provider().count("debit", "phone=" + phone)).isOne();
  }
}
