package org.batua.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_customer_has_all_its_fields_in_order() {
    var reply =
        create()
            .form(
                "object_reference_id", "shopper_7731",
                "mobile_number", "9000000001",
                "email_address", "asha@shop.example",
                "first_name", "Asha",
                "last_name", "Rao")
            .send();
    var now = GATEWAY.clock().instant();
    assertThat(reply.ok().path("id").asString()).matches("cst_[a-z0-9]{16}");
    assertThat(reply.body())
        .isEqualTo(
            """
            {"id":"%s","object":"customer","object_reference_id":"shopper_7731",\
            "mobile_country_code":"91","mobile_number":"9000000001",\
            "email_address":"asha@shop.example","first_name":"Asha","last_name":"Rao",\
            "date_created":"%s","last_updated":"%s"}\
            """
                .formatted(reply.json().path("id").asString(), now, now));
  }

  @Test
  void what_was_not_given_is_null() {
    var customer = create().form("object_reference_id", "bare").ok();
    assertThat(customer.path("mobile_number").isNull()).isTrue();
    assertThat(customer.path("email_address").isNull()).isTrue();
    assertThat(customer.path("first_name").isNull()).isTrue();
    assertThat(customer.path("last_name").isNull()).isTrue();
    assertThat(customer.path("mobile_country_code").asString()).isEqualTo("91");
    assertThat(customer.has("juspay")).isFalse();
  }

  @Test
  void a_customer_is_found_by_either_id() {
    var created = create().form("object_reference_id", "both ways é+&").ok();
    assertThat(shop.api().get("/customers/" + created.path("id").asString()).ok())
        .isEqualTo(created);
    assertThat(shop.api().get("/customers/both%20ways%20%C3%A9+%26").ok()).isEqualTo(created);
  }

  @Test
  void a_reference_that_looks_like_our_id_is_found_but_never_hides_ours() {
    var ours = create().form("object_reference_id", "honest").ok().path("id").asString();
    create().form("object_reference_id", ours).ok();
    assertThat(shop.api().get("/customers/" + ours).ok().path("object_reference_id").asString())
        .isEqualTo("honest");
    create().form("object_reference_id", "cst_0000000000000000").ok();
    assertThat(shop.api().get("/customers/cst_0000000000000000").ok().path("id").asString())
        .isNotEqualTo("cst_0000000000000000");
  }

  @Test
  void a_second_customer_with_the_same_reference_is_refused() {
    create().form("object_reference_id", "twice").ok();
    var refused = create().form("object_reference_id", "twice").refused(400, "unique");
    assertThat(refused.json().path("status").asString()).isEqualTo("invalid_request_error");
    assertThat(refused.message())
        .isEqualTo("Customer with given object reference id already exist for your account.");
    assertThat(refused.infoCode()).isEqualTo("ALREADY_EXISTS");
    var elsewhere = GATEWAY.newShop();
    elsewhere.api().post("/customers").form("object_reference_id", "twice").ok();
  }

  @Test
  void an_update_changes_what_it_names_and_moves_last_updated() {
    var before =
        create()
            .form("object_reference_id", "moving", "first_name", "Asha", "last_name", "Rao")
            .ok();
    GATEWAY.clock().advance(Duration.ofMinutes(3));
    var path = "/customers/" + before.path("id").asString();
    var after = shop.api().post(path).form("first_name", "Usha").ok();
    assertThat(after.path("first_name").asString()).isEqualTo("Usha");
    assertThat(after.path("last_name").asString()).isEqualTo("Rao");
    assertThat(after.path("date_created")).isEqualTo(before.path("date_created"));
    assertThat(after.path("last_updated").asString())
        .isEqualTo(GATEWAY.clock().instant().toString());
    assertThat(shop.api().get(path).ok()).isEqualTo(after);
  }

  @Test
  void an_update_never_changes_the_reference() {
    create().form("object_reference_id", "fixed").ok();
    var after = shop.api().post("/customers/fixed").form("object_reference_id", "other").ok();
    assertThat(after.path("object_reference_id").asString()).isEqualTo("fixed");
  }

  @Test
  void customers_are_listed_newest_first_in_pages() {
    for (var name : new String[] {"one", "two", "three"}) {
      create().form("object_reference_id", name).ok();
      GATEWAY.clock().advance(Duration.ofSeconds(1));
    }
    var page = shop.api().get("/customers?count=2&offset=1").ok();
    assertThat(page.path("count").asInt()).isEqualTo(2);
    assertThat(page.path("offset").asInt()).isEqualTo(1);
    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(page.path("list").path(0).path("object_reference_id").asString()).isEqualTo("two");
    assertThat(page.path("list").path(1).path("object_reference_id").asString()).isEqualTo("one");
    assertThat(shop.api().get("/customers?offset=7").ok().path("count").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "count, 0",
    "count, 101",
    "count, -1",
    "count, x",
    "count, 1.5",
    "offset, -1",
    "offset, 99999999999",
  })
  void a_page_that_cannot_be_is_refused(String name, String value) {
    var refused =
        shop.api().get("/customers?" + name + "=" + value).refused(400, "INVALID_REQUEST");
    assertThat(refused.fields()).containsExactly(name);
  }

  @Test
  void a_missing_reference_is_named() {
    var refused = create().form("first_name", "Asha").refused(400, "Mandatory fields are missing");
    assertThat(refused.json().path("status").asString()).isEqualTo("Bad Request");
    assertThat(refused.message()).isEqualTo("Mandatory fields are missing");
    assertThat(refused.infoCode()).isEqualTo("MISSING_MANDATORY_PARAMETER");
    assertThat(refused.fields()).containsExactly("object_reference_id");
  }

  @ParameterizedTest
  @CsvSource({
    "mobile_number, 12ab",
    "mobile_number, 12345678901234567",
    "email_address, nobody",
    "email_address, a b@shop.example",
    "mobile_country_code, 0",
    "mobile_country_code, IN",
    "object_reference_id, a/b",
    "object_reference_id, ..",
    "object_reference_id, .",
    "object_reference_id, ' '",
  })
  void a_field_that_cannot_be_is_named(String name, String value) {
    var call =
        name.equals("object_reference_id")
            ? create().form(name, value)
            : create().form("object_reference_id", "fields", name, value);
    assertThat(call.refused(400, "INVALID_REQUEST").fields()).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "object_reference_id, 128",
    "email_address, 128",
    "first_name, 64",
    "last_name, 64",
  })
  void lengths_are_limited(String name, int max) {
    var longest = name.equals("email_address") ? "a@" + "b".repeat(max - 2) : "x".repeat(max);
    var reference = name.equals("object_reference_id") ? longest : "length_of_" + name;
    create().form("object_reference_id", reference, name, longest).ok();
    create()
        .form("object_reference_id", reference + "y", name, longest + "y")
        .refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+91", "91"})
  void a_country_code_loses_its_plus(String code) {
    var reference = "country" + code.length();
    var customer =
        create().form("object_reference_id", reference, "mobile_country_code", code).ok();
    assertThat(customer.path("mobile_country_code").asString()).isEqualTo("91");
  }

  private ApiCall create() {
    return shop.api().post("/customers");
  }
}
