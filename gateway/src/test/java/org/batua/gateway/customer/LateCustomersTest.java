package org.batua.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Orders that name a customer who is created later.
class LateCustomersTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final String order = Till.newOrderId();
  private final String reference = "late_" + order;

  @Test
  void an_order_belongs_to_its_customer_as_soon_as_there_is_one() {
    shop.api()
        .post("/orders")
        .form("order_id", order, "amount", "10", "customer_id", reference)
        .ok();
    assertThat(shop.api().get("/orders/" + order + "/wallets").ok().path("total").asInt()).isZero();
    var customer =
        shop.api()
            .post("/customers")
            .form("object_reference_id", reference, "mobile_number", Shop.newPhone())
            .ok()
            .path("id")
            .asString();
    var wallet = shop.walletOf(customer);
    shop.linked(wallet);
    var device = shop.clientToken(customer);
    var listed =
        GATEWAY.open().get("/orders/" + order + "/wallets?client_auth_token=" + device).ok();
    assertThat(listed.at("/list/0/id").asString()).isEqualTo(wallet);
    var token = listed.at("/list/0/token").asString();
    var paid =
        GATEWAY
            .open()
            .post("/txns?client_auth_token=" + device)
            .form(
                "order_id",
                order,
                "payment_method_type",
                "WALLET",
                "payment_method",
                "MOBIKWIK",
                "direct_wallet_token",
                token,
                "format",
                "json")
            .ok();
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
  }

  @Test
  void an_order_that_is_stored_while_its_customer_is_belongs_to_them_too() throws Exception {
    for (int round = 0; round < 20; round++) {
      var name = reference + "_" + round;
      var id = Till.newOrderId();
      List<Callable<String>> both =
          List.of(
              () ->
                  shop.api()
                      .post("/orders")
                      .form("order_id", id, "amount", "10", "customer_id", name)
                      .ok()
                      .path("id")
                      .asString(),
              () ->
                  shop.api()
                      .post("/customers")
                      .form("object_reference_id", name)
                      .ok()
                      .path("id")
                      .asString());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(both)) {
          assertThat(done.get()).isNotEmpty();
        }
      }
      var wallet = shop.walletOf(name);
      var listed = shop.api().get("/orders/" + id + "/wallets").ok();
      assertThat(listed.at("/list/0/id").asString()).isEqualTo(wallet);
      var device = shop.clientToken(name);
      GATEWAY.open().get("/orders/" + id + "?client_auth_token=" + device).ok();
    }
  }

  @Test
  void an_order_of_another_shop_or_of_nobody_stays_as_it_is() {
    var other = GATEWAY.newShop();
    other
        .api()
        .post("/orders")
        .form("order_id", order, "amount", "1", "customer_id", reference)
        .ok();
    shop.api().post("/orders").form("order_id", order, "amount", "1").ok();
    shop.api().post("/customers").form("object_reference_id", reference).ok();
    for (var one : new Shop[] {shop, other}) {
      assertThat(one.api().get("/orders/" + order + "/wallets").ok().path("total").asInt())
          .isZero();
    }
  }
}
