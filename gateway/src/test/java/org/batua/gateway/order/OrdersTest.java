package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrdersTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final String id = Till.newOrderId();

  @Test
  void a_new_order_answers_five_keys_and_its_links() {
    var made = shop.api().post("/orders").form("order_id", id, "amount", "10").ok();
    assertThat(made.propertyNames())
        .containsExactly("status", "status_id", "id", "order_id", "payment_links");
    assertThat(made.path("status").asString()).isEqualTo("CREATED");
    assertThat(made.path("status_id").asInt()).isOne();
    var web = made.at("/payment_links/web").asString();
    assertThat(web).endsWith("/merchant/pay/" + made.path("id").asString());
    assertThat(made.at("/payment_links/mobile").asString()).isEqualTo(web + "?mobile=true");
    assertThat(made.at("/payment_links/iframe").asString())
        .isEqualTo(web.replace("/pay/", "/ipay/"));
  }

  @Test
  void with_a_client_token_the_answer_is_longer_and_says_new() {
    var customer = shop.customer(Shop.newPhone());
    var made =
        shop.api()
            .post("/orders")
            .form(
                "order_id",
                id,
                "amount",
                "10.50",
                "customer_id",
                customer,
                "options.get_client_auth_token",
                "True",
                "udf3",
                "three")
            .ok();
    assertThat(made.path("status").asString()).isEqualTo("NEW");
    assertThat(made.path("status_id").asInt()).isEqualTo(10);
    assertThat(made.path("udf3").asString()).isEqualTo("three");
    assertThat(made.path("udf4").asString("?")).isEmpty();
    assertThat(made.path("amount_refunded").asInt(-1)).isZero();
    var token = made.at("/juspay/client_auth_token").asString();
    GATEWAY.open().get("/orders/" + id + "?client_auth_token=" + token).ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10.0", "10.00", "109.55", "1"})
  void plain_amounts_are_taken(String amount) {
    shop.api().post("/orders").form("order_id", id, "amount", amount).ok();
    assertThat(status().path("amount").decimalValue()).isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0", "10", "\"10.00\"", "10.00"})
  void amounts_in_json_are_taken(String amount) {
    shop.api()
        .post("/orders")
        .json("{\"order_id\":\"%s\",\"amount\":%s}".formatted(id, amount))
        .ok();
    assertThat(status().path("amount").asInt()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.99",
        "-5",
        "+5",
        "10.001",
        "10.000",
        "1e2",
        "1E2",
        "NaN",
        "Infinity",
        "10,5",
        "0x10",
        "1_000",
        ".5",
        "10.",
        "ten",
        "99999999999999"
      })
  void other_amounts_are_refused(String amount) {
    var reply =
        shop.api()
            .post("/orders")
            .form("order_id", id, "amount", amount)
            .refused(400, "INVALID_REQUEST");
    assertThat(reply.fields()).containsExactly("amount");
    shop.api().get("/orders/" + id).refused(400, "");
  }

  @Test
  void missing_fields_are_named() {
    var reply = shop.api().post("/orders").form("udf1", "x").send();
    reply.refused(400, "Mandatory fields are missing");
    assertThat(reply.fields()).containsExactlyInAnyOrder("order_id", "amount");
  }

  @ParameterizedTest
  @CsvSource({
    "return_url, https://shop.example/back?x=1",
    "return_url, https://shop.example/back#x",
    "return_url, /back",
    "return_url, javascript:alert(1)",
    "return_url, ftp://shop.example/",
    "currency, USD",
    "order_id, a/b",
    "order_id, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  })
  void other_fields_have_their_forms(String field, String value) {
    var reply =
        shop.api()
            .post("/orders")
            .form("order_id", id, "amount", "10", field, value)
            .refused(400, "INVALID_REQUEST");
    assertThat(reply.fields()).containsExactly(field);
  }

  @Test
  void the_same_order_again_is_the_stored_one_and_another_content_is_refused() {
    var made = create("10", "udf1", "a").ok();
    assertThat(create("10.00", "udf1", "a").ok()).isEqualTo(made);
    create("11", "udf1", "a").refused(400, "DUPLICATE_REQUEST");
    create("10", "udf1", "b").refused(400, "DUPLICATE_REQUEST");
    assertThat(status().path("amount").asInt()).isEqualTo(10);
  }

  @Test
  void the_legacy_creation_updates_an_unpaid_order() {
    var till = Till.open(GATEWAY);
    var order = till.order("10");
    till.api().post("/order/create").form("order_id", order, "amount", "12", "udf1", "new").ok();
    assertThat(till.status(order).path("amount").asInt()).isEqualTo(12);
    assertThat(till.status(order).path("customer_id").asString()).isEqualTo(till.customer());
    till.pay(order);
    till.api()
        .post("/order/create")
        .form("order_id", order, "amount", "13")
        .refused(400, "order.payment.started");
  }

  @Test
  void an_update_keeps_what_it_does_not_name() {
    create("10", "udf1", "a").ok();
    var updated =
        shop.api().post("/orders/" + id).form("udf2", "b", "billing_address_city", "Pune").ok();
    assertThat(updated.path("udf1").asString()).isEqualTo("a");
    assertThat(updated.path("udf2").asString()).isEqualTo("b");
    assertThat(updated.path("amount").asInt()).isEqualTo(10);
    shop.api().post("/order/update").form("order_id", id, "amount", "11").ok();
    assertThat(status().path("amount").asInt()).isEqualTo(11);
    assertThat(status().path("udf2").asString()).isEqualTo("b");
  }

  @Test
  void updates_at_the_same_time_do_not_undo_each_other() throws Exception {
    create("10", "udf1", "0").ok();
    List<Callable<JsonNode>> updates = new ArrayList<>();
    IntStream.rangeClosed(1, 10)
        .forEach(
            i -> updates.add(() -> shop.api().post("/orders/" + id).form("udf" + i, "set").ok()));
    updates.add(() -> shop.api().post("/orders/" + id).form("amount", "77").ok());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : executor.invokeAll(updates)) {
        done.get();
      }
    }
    var after = status();
    assertThat(after.path("amount").asInt()).isEqualTo(77);
    for (int i = 1; i <= 10; i++) {
      assertThat(after.path("udf" + i).asString()).isEqualTo("set");
    }
  }

  @Test
  void an_order_under_way_or_paid_is_not_updated() {
    var till = Till.open(GATEWAY);
    var paid = till.paid("10");
    till.api().post("/orders/" + paid).form("udf1", "x").refused(400, "order.payment.started");
    var open = till.order("7010.00");
    till.pay(open);
    till.api().post("/orders/" + open).form("amount", "1").refused(400, "order.payment.started");
  }

  @Test
  void unknown_and_foreign_orders_are_the_same() {
    create("10").ok();
    var other = GATEWAY.newShop();
    var unknown = other.api().get("/orders/" + id).refused(400, "");
    assertThat(unknown.json().path("status").asString()).isEqualTo("NOT_FOUND");
    assertThat(unknown.json().path("status_id").asInt()).isEqualTo(40);
    assertThat(unknown.message()).isEqualTo("Order Not Found");
    assertThat(unknown.infoCode()).isEqualTo("RESOURCE_NOT_FOUND");
    other.api().post("/orders/" + id).form("amount", "1").refused(400, "");
    assertThat(other.api().get("/order/list").ok().path("total").asInt()).isZero();
    other.api().post("/orders").form("order_id", id, "amount", "5").ok();
    assertThat(status().path("amount").asInt()).isEqualTo(10);
  }

  @Test
  void all_paths_of_a_status_answer_the_same() {
    create("10").ok();
    var status = status();
    var query = "/order/status?order_id=" + id;
    assertThat(shop.api().get(query).ok()).isEqualTo(status);
    assertThat(shop.api().post(query).form().ok()).isEqualTo(status);
    assertThat(shop.api().post("/order/status").form("order_id", id).ok()).isEqualTo(status);
    assertThat(status.path("status").asString()).isEqualTo("NEW");
    assertThat(status.path("txn_id").asString("?")).isEmpty();
  }

  @Test
  void a_list_is_newest_first_and_has_pages() {
    for (int i = 0; i < 3; i++) {
      shop.api().post("/orders").form("order_id", id + "_" + i, "amount", "10").ok();
      GATEWAY.clock().advance(Duration.ofSeconds(1));
    }
    var page = shop.api().get("/order/list?count=2&offset=1").ok();
    assertThat(page.path("count").asInt()).isEqualTo(2);
    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(page.at("/list/0/order_id").asString()).isEqualTo(id + "_1");
    assertThat(page.at("/list/1/order_id").asString()).isEqualTo(id + "_0");
  }

  @Test
  void an_older_version_lacks_newer_fields() {
    var till = Till.open(GATEWAY);
    var order = till.paid("10");
    assertThat(at(till, order, "2018-10-25").has("gateway_reference_id")).isTrue();
    assertThat(at(till, order, "2018-10-24").has("gateway_reference_id")).isFalse();
    assertThat(at(till, order, "2018-07-16").has("txn_detail")).isTrue();
    assertThat(at(till, order, "2018-07-15").has("txn_detail")).isFalse();
    assertThat(till.status(order).has("txn_detail")).isTrue();
  }

  @Test
  void the_wallets_of_an_orders_customer_are_listed() {
    var till = Till.open(GATEWAY);
    var list = till.api().get("/orders/" + till.order("10") + "/wallets").ok();
    assertThat(list.path("total").asInt()).isOne();
    assertThat(list.at("/list/0/id").asString()).isEqualTo(till.wallet());
    assertThat(list.at("/list/0/token").asString()).startsWith("tok_");
    create("10").ok();
    assertThat(shop.api().get("/orders/" + id + "/wallets").ok().path("total").asInt()).isZero();
    till.api().get("/orders/" + id + "/wallets").refused(400, "");
  }

  @Test
  void a_customer_is_matched_by_either_id_and_reads_the_order() {
    var made = shop.api().post("/customers").form("object_reference_id", "shopper_of_" + id).ok();
    var customer = made.path("id").asString();
    for (var given : List.of(customer, "shopper_of_" + id)) {
      var order = Till.newOrderId();
      shop.api().post("/orders").form("order_id", order, "amount", "10", "customer_id", given).ok();
      var read = "/orders/" + order + "?client_auth_token=" + shop.clientToken(customer);
      assertThat(GATEWAY.open().get(read).ok().path("customer_id").asString()).isEqualTo(given);
    }
  }

  private static JsonNode at(Till till, String order, String version) {
    return till.api().get("/orders/" + order).version(version).ok();
  }

  private ApiCall create(String amount, String... more) {
    var all = new ArrayList<>(List.of("order_id", id, "amount", amount));
    all.addAll(List.of(more));
    return shop.api().post("/orders").form(all.toArray(String[]::new));
  }

  private JsonNode status() {
    return shop.api().get("/orders/" + id).ok();
  }
}
