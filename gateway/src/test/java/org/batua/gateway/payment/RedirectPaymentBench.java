package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// A shop in production with an order to be paid on FreeCharge's page, and the usual steps.
@ResourceLock("RedirectPaymentBench")
abstract class RedirectPaymentBench {
  static final String PUBLIC = "https://pay.shop.example";
  static final String BACK = "https://shop.example/done";
  static final String FREECHARGE = "FREECHARGE";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("mode", "production")
          .with("base_url", PUBLIC)
          .with("key_ring_file", "not-read-here");

  final Shop shop = GATEWAY.newShop();
  final String phone = Shop.newPhone();
  final CustomerBrowser browser = GATEWAY.browserAtProviders();
  final String order = Till.newOrderId();

  @BeforeEach
  void configure() {
    GATEWAY.provider(FREECHARGE).goUp();
    var freecharge = GATEWAY.gateway().connectors().find(new GatewayCode(FREECHARGE)).orElseThrow();
    var fields =
        Map.of(
            "base_url", GATEWAY.simulatorUrl() + "/freecharge",
            "merchant_id", "FCSIM01",
            "key", "freecharge-simulator-key");
    GATEWAY.gateway().accounts().put(shop.id(), freecharge, Optional.empty(), fields);
  }

  JsonNode begin(String amount) {
    create(order, amount);
    return pay().ok();
  }

  void create(String id, String amount) {
    shop.api()
        .post("/orders")
        .form("order_id", id, "amount", amount, "customer_phone", phone, "return_url", BACK)
        .ok();
  }

  ApiCall pay() {
    return payment(order);
  }

  ApiCall payment(String id) {
    return shop.api().post("/txns").form(fields(id, "format", "json"));
  }

  static String[] fields(String id, String name, String value) {
    return new String[] {
      "order_id",
      id,
      "payment_method_type",
      "WALLET",
      "payment_method",
      FREECHARGE,
      "format",
      "json",
      name,
      value
    };
  }

  CustomerBrowser open(JsonNode answer) {
    return browser.open(startOf(answer));
  }

  static String startOf(JsonNode answer) {
    return here(answer.at("/payment/authentication/url").asString());
  }

  /// Brings the browser to our public address, where the provider sent it.
  void comeBack() {
    assertThat(browser.at().toString()).startsWith(PUBLIC + "/pay/return/");
    browser.open(here(browser.at().toString()));
  }

  /// What the browser brings back, as a form.
  CustomerBrowser.Form byForm() {
    assertThat(browser.at().toString()).startsWith(PUBLIC + "/pay/return/");
    var action = URI.create(here(PUBLIC + browser.at().getPath()));
    return new CustomerBrowser.Form(action, browser.parameters());
  }

  static String here(String url) {
    return url.replace(PUBLIC, GATEWAY.open().base().toString());
  }

  JsonNode read() {
    return shop.api().get("/orders/" + order).ok();
  }

  String status() {
    var json = read();
    return json.path("status").asString() + " " + json.path("status_id").asInt();
  }

  /// The order's status, read without making the gateway ask anybody.
  String stored() {
    for (var one : shop.api().get("/order/list?count=100").ok().path("list")) {
      if (one.path("order_id").asString().equals(order)) {
        return one.path("status").asString();
      }
    }
    throw new AssertionError("order " + order + ": not listed");
  }

  static void pass(Duration step) {
    GATEWAY.clock().advance(step);
    GATEWAY.sweep();
  }

  BigDecimal spent() {
    return new BigDecimal("10000").subtract(GATEWAY.provider(FREECHARGE).balance(phone));
  }

  int inquiries() {
    var reference = strings("select t.reference from txn t %s order by t.attempt", order);
    return GATEWAY.provider(FREECHARGE).count("inquiry", "ref=" + reference.getFirst());
  }

  List<String> moves() {
    return moves(order);
  }

  List<String> moves(String id) {
    var sql = "select m.to_status from txn_move m join txn t on t.id = m.txn_id %s order by m.id";
    return strings(sql, id);
  }

  List<String> due() {
    return strings("select t.id from txn t %s and t.next_check_at is not null", order);
  }

  List<String> books() {
    return strings(
        "select t.kind || ' ' || t.amount_minor from money_journal t %s order by t.id", order);
  }

  List<String> events() {
    return strings(
        """
        select t.name from webhook_event t %s order by t.number
        """,
        order);
  }

  List<String> strings(String sql, String id) {
    var ours =
        "join merchant_order o on o.id = t.order_ref where o.merchant_id = ? and o.order_id = ?";
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(sql.formatted(ours), shop.id().value(), id)
                    .mapTo(String.class)
                    .list());
  }
}
