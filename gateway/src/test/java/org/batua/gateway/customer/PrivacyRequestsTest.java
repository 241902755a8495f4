package org.batua.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrivacyRequestsTest {
  private static final String PENDING = "9000000051";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static PrivacyRequests data() {
    return GATEWAY.gateway().privacy();
  }

  private static JsonNode exported(Till till) {
    return JsonMapper.shared().readTree(data().export(till.shop().id(), till.customer()));
  }

  private static JsonNode erased(Till till) {
    return JsonMapper.shared()
        .readTree(data().erase(till.shop().id(), till.customer(), "Asha Rao", "asked by mail"));
  }

  /// An order with personal data in it, paid.
  private static String order(Till till) {
    var id = Till.newOrderId();
    till.api()
        .post("/orders")
        .form(
            "order_id",
            id,
            "amount",
            "250.00",
            "customer_id",
            till.customer(),
            "customer_email",
            "asha@shop.example",
            "billing_address_city",
            "Pune",
            "udf1",
            "gift for Ravi",
            "product_id",
            "prod_7",
            "return_url",
            "https://shop.example/return")
        .ok();
    assertThat(till.pay(id).path("status").asString()).isEqualTo("CHARGED");
    return id;
  }

  @Test
  void all_that_is_kept_is_shown_but_for_the_providers_credentials() {
    var till = Till.open(GATEWAY, Shop.newPhone());
    var order = order(till);
    var shown = exported(till);
    assertThat(shown.at("/customer/id").asString()).isEqualTo(till.customer());
    assertThat(shown.at("/wallets/0/linked_number").asString()).isEqualTo(till.phone());
    assertThat(shown.at("/orders/0/order_id").asString()).isEqualTo(order);
    assertThat(shown.at("/orders/0/details/customer_email").asString())
        .isEqualTo("asha@shop.example");
    assertThat(shown.at("/orders/0/payments/0/status").asString()).isEqualTo("CHARGED");
    assertThat(shown.toString()).doesNotContain("credentials", "token");
  }

  @Test
  void names_numbers_and_addresses_go_and_the_books_stay() {
    var till = Till.open(GATEWAY, Shop.newPhone());
    var order = order(till);
    var books = till.books(order);
    var certificate = erased(till);
    assertThat(certificate.at("/erased/orders").asInt()).isEqualTo(1);
    assertThat(certificate.at("/erased/wallets").asInt()).isEqualTo(1);
    assertThat(certificate.path("by").asString()).isEqualTo("Asha Rao");
    assertThat(certificate.path("kept")).isNotEmpty();
    var left = exported(till).toString();
    assertThat(left)
        .doesNotContain(till.phone(), "asha@shop.example", "Pune", "Ravi")
        .contains("prod_7", "https://shop.example/return");
    assertThat(till.books(order)).isEqualTo(books);
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean(true)).isFalse();
    assertThat(data().erase(till.shop().id(), till.customer(), "Somebody", "again"))
        .contains("Asha Rao");
  }

  @Test
  void no_table_keeps_a_number_but_those_that_the_certificate_names() {
    var till = Till.open(GATEWAY, Shop.newPhone());
    order(till);
    GATEWAY.sweep();
    assertThat(tablesWith(till.phone())).contains("customer", "wallet", "otp_count");
    var certificate = erased(till);
    assertThat(tablesWith(till.phone())).containsExactly("otp_count");
    assertThat(certificate.path("expires_by_itself").toString()).contains("counts of codes");
    GATEWAY.clock().advance(Duration.ofHours(1));
    assertThat(GATEWAY.tables().withHandle(PrivacyRequestsTest::runningCounts)).isZero();
  }

  private static List<String> tablesWith(String text) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select tablename from pg_tables where schemaname = 'public'"
                            + " order by tablename")
                    .mapTo(String.class)
                    .filter(table -> holds(handle, table, text))
                    .list());
  }

  private static boolean holds(Handle handle, String table, String text) {
    return handle
        .select(
            "select exists (select 1 from \"%s\" r where position(? in r::text) > 0)"
                .formatted(table),
            text)
        .mapTo(Boolean.class)
        .one();
  }

  /// Those that the hourly job would not delete now.
  private static int runningCounts(Handle handle) {
    return handle
        .select("select count(*) from otp_count where ends_at > ?", GATEWAY.clock().instant())
        .mapTo(Integer.class)
        .one();
  }

  @Test
  void nothing_is_erased_while_money_is_under_way() {
    var till = Till.open(GATEWAY, PENDING);
    var order = till.order("7007.00");
    till.pay(order);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> erased(till))
        .withMessageContaining("money is under way");
    assertThat(exported(till).toString()).contains(PENDING);
  }

  @Test
  void an_unknown_customer_is_refused() {
    var shop = GATEWAY.newShop();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data().export(shop.id(), "nobody"))
        .withMessageContaining("unknown");
  }
}
