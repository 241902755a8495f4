package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The pages on a customer's way to FreeCharge's own page and back.
class RedirectPagesTest {
  private static final String PUBLIC = "https://pay.shop.example";
  private static final String BACK = "https://shop.example/done";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("mode", "production")
          .with("base_url", PUBLIC)
          .with("key_ring_file", "not-read-here");

  private final Shop shop = GATEWAY.newShop();
  private final CustomerBrowser browser = GATEWAY.browserAtProviders();
  private final String order = Till.newOrderId();

  @BeforeEach
  void configure() {
    var freecharge = GATEWAY.gateway().connectors().find(new GatewayCode("FREECHARGE"));
    var fields =
        Map.of(
            "base_url", GATEWAY.simulatorUrl() + "/freecharge",
            "merchant_id", "FCSIM01",
            "key", "freecharge-simulator-key");
    GATEWAY.gateway().accounts().put(shop.id(), freecharge.orElseThrow(), Optional.empty(), fields);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT1S, 1", "PT60S, 1", "PT61S, 2", "PT29M30S, 30", "PT-5S, 1"})
  void time_is_told_in_whole_minutes_and_one_at_least(Duration left, String minutes) {
    assertThat(RedirectPages.minutes(left)).isEqualTo(minutes);
  }

  @Test
  void the_last_page_of_ours_names_sum_and_provider_and_leads_there_by_form() {
    browser.open(start(begin("250.00")));

    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.page()).contains("₹250.00", "FreeCharge");
    assertThat(browser.forms()).hasSize(1);
    assertThat(browser.forms().getFirst().action().toString())
        .startsWith(GATEWAY.simulatorUrl() + "/freecharge");
  }

  @Test
  void a_script_that_looks_again_is_never_led_to_the_provider() {
    var look = look(start(begin("250.00")));

    assertThat(look.body()).isEmpty();
    assertThat(look.header("hx-reswap")).contains("none");
    assertThat(look.header("hx-redirect")).isEmpty();
  }

  @Test
  void who_opens_the_way_again_is_told_where_the_payment_waits_and_how_to_go_back() {
    var url = start(begin("250.00"));
    browser.open(url).submit();
    var second = GATEWAY.browserAtProviders().open(url);

    assertThat(second.forms()).isEmpty();
    assertThat(second.page()).contains("Finish your payment at FreeCharge", "in about 30 min");
    assertThat(second.page()).contains("href=\"" + BACK + "?");
  }

  @Test
  void a_payment_that_has_ended_leads_to_its_end_and_not_to_the_provider() {
    var url = start(begin("250.00"));
    browser.open(url).submit().decide("approve");
    browser.open(here(browser.at().toString()));

    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    var second = GATEWAY.browserAtProviders().open(url);
    assertThat(second.at().toString()).startsWith(BACK + "?");
    assertThat(second.parameters()).containsEntry("status", "CHARGED");
  }

  @Test
  void a_forged_return_is_refused_without_a_cookie_and_goes_on_to_where_the_provider_is_asked() {
    var paid = begin("250.00");
    browser.open(start(paid)).submit();
    var id = paid.path("txn_uuid").asString();
    var forged =
        GATEWAY
            .open()
            .get("/pay/return/" + shop.id() + "/" + id + "?status=COMPLETED&checksum=x")
            .header("Accept", "text/html")
            .send();

    assertThat(forged.status()).isEqualTo(400);
    assertThat(forged.body()).contains("does not come from your wallet");
    assertThat(forged.header("set-cookie")).isEmpty();
    assertThat(forged.header("refresh")).contains("4; url=/pay/finish/" + shop.id() + "/" + id);
    assertThat(shop.api().get("/orders/" + order).ok().path("status").asString())
        .isEqualTo("PENDING_VBV");
  }

  private JsonNode begin(String amount) {
    return shop.payOnPage("FREECHARGE", order, amount, Shop.newPhone(), BACK);
  }

  private static String start(JsonNode answer) {
    return here(answer.at("/payment/authentication/url").asString());
  }

  /// The same of this server, which our public address stands for.
  private static String here(String url) {
    return url.replace(PUBLIC, GATEWAY.open().base().toString());
  }

  private static ApiReply look(String url) {
    return GATEWAY.open().get(URI.create(url).getPath()).header("HX-Request", "true").send();
  }
}
