package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderRoutesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final String id = Till.newOrderId();

  @Test
  void creating_a_known_order_again_answers_all_of_it() {
    shop.api().post("/order/create").form("order_id", id, "amount", "10").ok();
    var again = shop.api().post("/order/create").form("order_id", id, "amount", "11").ok();
    assertThat(again.path("status").asString()).isEqualTo("CREATED");
    assertThat(again.path("status_id").asInt()).isOne();
    assertThat(again.path("amount").asInt()).isEqualTo(11);
    assertThat(again.path("refunds").isArray()).isTrue();
    var same = shop.api().post("/order/create").form("order_id", id, "amount", "11").ok();
    assertThat(same).isEqualTo(again);
  }

  @Test
  void creating_a_known_order_again_may_ask_for_a_client_token() {
    var customer = shop.customer(Shop.newPhone());
    for (var amount : new String[] {"10", "11"}) {
      var made =
          shop.api()
              .post("/order/create")
              .form(
                  "order_id",
                  id,
                  "amount",
                  amount,
                  "customer_id",
                  customer,
                  "options.get_client_auth_token",
                  "true")
              .ok();
      assertThat(made.path("amount").asString()).isEqualTo(amount);
      assertThat(made.path("status").asString()).isEqualTo("NEW");
      assertThat(made.at("/juspay/client_auth_token").asString()).startsWith("tkn_");
    }
  }

  @Test
  void a_session_of_a_known_order_updates_it() {
    shop.api().post("/session").form("order_id", id, "amount", "10").ok();
    var session = shop.api().post("/session").form("order_id", id, "amount", "12").ok();
    assertThat(session.at("/sdk_payload/payload/amount").asString()).isEqualTo("12.00");
    assertThat(read().path("amount").asInt()).isEqualTo(12);
  }

  @Test
  void a_session_of_a_paid_order_is_refused() {
    var till = Till.open(GATEWAY);
    var paid = till.paid("10");
    till.api()
        .post("/session")
        .form("order_id", paid, "amount", "11")
        .refused(400, "order.payment.started");
  }

  @ParameterizedTest
  @ValueSource(strings = {"description", "udf1", "metadata.note", "billing_address_line1"})
  void what_people_write_is_kept_to_the_letter(String name) {
    var text = "12, MG Road\r\nPune\t411001\n  {\n\t\"a\": 1\n}\u0007\u001b ";
    shop.api().post("/orders").form("order_id", id, "amount", "10", name, text).ok();
    var kept = stored().path(name).asString();
    assertThat(kept).isEqualTo(text);
    shop.api().post("/orders").form("order_id", id, "amount", "10", name, text).ok();
  }

  @Test
  void metadata_and_udf_come_back_to_the_letter() {
    shop.api()
        .post("/orders")
        .form("order_id", id, "amount", "10", "udf2", "a\nb", "metadata.cart", "{\n\t\"x\": [1]\n}")
        .ok();
    assertThat(read().path("udf2").asString()).isEqualTo("a\nb");
    assertThat(read().at("/metadata/cart").asString()).isEqualTo("{\n\t\"x\": [1]\n}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"description", "udf1", "metadata.note", "shipping_address_line1"})
  void nul_is_refused_in_what_people_write(String name) {
    var reply =
        shop.api()
            .post("/orders")
            .json("{\"order_id\":\"%s\",\"amount\":10,\"%s\":\"a\\u0000b\"}".formatted(id, name))
            .refused(400, "INVALID_REQUEST");
    assertThat(reply.fields()).containsExactly(name);
  }

  @Test
  void a_name_of_metadata_has_no_control_characters() {
    shop.api()
        .post("/orders")
        .json(
            "{\"order_id\":\"%s\",\"amount\":10,\"metadata\":{\"a\\u0000b\":\"x\"}}".formatted(id))
        .refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"order_id", "customer_id", "product_id", "metadata.JUSPAY:gateway_reference_id"})
  void an_id_stays_one_line(String name) {
    var reply =
        shop.api()
            .post("/orders")
            .json("{\"order_id\":\"%s\",\"amount\":10,\"%s\":\"a\\nb\"}".formatted(id, name))
            .refused(400, "INVALID_REQUEST");
    assertThat(reply.fields()).containsExactly(name);
  }

  @Test
  void a_list_in_metadata_is_kept() {
    shop.api()
        .post("/orders")
        .json(
            """
            {"order_id":"%s","amount":10,"udf1":[],"description":{},"options":[],
             "metadata":{"items":[{"sku":"a","price":10.50},"b\\nc",[true,null]],"none":[]}}
            """
                .formatted(id))
        .ok();
    var metadata = read().path("metadata");
    assertThat(metadata.path("items").asString())
        .isEqualTo("[{\"sku\":\"a\",\"price\":10.50},\"b\\nc\",[true,null]]");
    assertThat(metadata.has("none")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+91 90000-00001", "0091 9000000001", "(0)9000000001"})
  void a_phone_comes_back_as_it_was_given(String phone) {
    shop.api().post("/orders").form("order_id", id, "amount", "10", "customer_phone", phone).ok();
    assertThat(read().path("customer_phone").asString()).isEqualTo(phone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "none", "9000000001 ext 5"})
  void a_phone_that_nobody_can_use_is_refused(String phone) {
    var reply =
        shop.api()
            .post("/orders")
            .form("order_id", id, "amount", "10", "customer_phone", phone)
            .refused(400, "INVALID_REQUEST");
    assertThat(reply.fields()).containsExactly("customer_phone");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example:99999/back",
    "https://shop.example:0/back",
    "https://user:secret@shop.example/",
    "https:///back",
    "https:shop.example",
    "https://",
  })
  void a_return_url_that_nobody_can_go_to_is_refused(String url) {
    var reply =
        shop.api()
            .post("/orders")
            .form("order_id", id, "amount", "10", "return_url", url)
            .refused(400, "INVALID_REQUEST");
    assertThat(reply.fields()).containsExactly("return_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS://Shop.Example/back", "https://shop.example/zurück"})
  void a_return_url_is_taken_as_browsers_do(String url) {
    shop.api().post("/orders").form("order_id", id, "amount", "10", "return_url", url).ok();
    assertThat(read().path("return_url").asString()).isEqualTo(url);
  }

  private JsonNode read() {
    return shop.api().get("/orders/" + id).ok();
  }

  private JsonNode stored() {
    var json =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select details::text from merchant_order where merchant_id = ?",
                            shop.id().value())
                        .mapTo(String.class)
                        .one());
    return JsonMapper.shared().readTree(json);
  }
}
