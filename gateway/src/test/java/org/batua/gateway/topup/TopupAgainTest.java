package org.batua.gateway.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers who open the way to the provider's page once more. No provider promises to show its
/// page twice, and the simulated ones refuse a name that they know.
class TopupAgainTest {
  private static final String BACK = "https://shop.example/topped-up";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM", "AMAZONPAY", "FREECHARGE"})
  void a_page_that_is_open_already_is_named_and_money_is_added_once(String gateway) {
    var till = till(gateway);
    var before = GATEWAY.provider(gateway).balance(till.phone());
    var url = begin(till);
    var provider = openAtProvider(browserAt(gateway), url);
    var window = browserAt(gateway).open(url);
    assertThat(window.status()).isEqualTo(200);
    assertThat(window.page()).contains("already has this top-up").contains("in about 30 min");
    assertThat(window.forms()).isEmpty();
    decideOnly(provider, gateway);
    window.open(url);
    assertThat(window.at().toString()).startsWith(BACK + "?");
    assertThat(window.parameters()).containsEntry("status", "SUCCESS");
    assertThat(GATEWAY.provider(gateway).balance(till.phone()).subtract(before))
        .isEqualByComparingTo("250");
  }

  @Test
  void the_page_that_says_so_goes_on_by_itself() {
    var till = Till.open(GATEWAY);
    var url = begin(till);
    var provider = openAtProvider(GATEWAY.browser(), url);
    var path = URI.create(url).getPath();
    assertThat(look(path).body()).isEmpty();
    GATEWAY.provider().goDown();
    assertThat(look(path).header("hx-reswap")).contains("none");
    GATEWAY.provider().goUp();
    provider.decideOnly("decline");
    assertThat(look(path).header("hx-redirect").orElse("")).startsWith(BACK + "?");
  }

  @Test
  void who_has_not_paid_when_the_time_is_over_may_begin_another() {
    var till = Till.open(GATEWAY);
    var url = begin(till);
    openAtProvider(GATEWAY.browser(), url);
    GATEWAY.clock().advance(Duration.ofMinutes(20));
    var window = GATEWAY.browser().open(url);
    assertThat(window.page()).contains("already has this top-up").contains("in about 10 min");
    GATEWAY.clock().advance(Duration.ofMinutes(10));
    window.open(url);
    assertThat(window.parameters()).containsEntry("status", "FAILURE");
  }

  @Test
  void a_payment_whose_customer_adds_money_twice_is_told_the_same() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "40");
    var start = till.pay(till.order("100")).at("/payment/authentication/url").asString();
    var browser = GATEWAY.browser().open(start).submit().submit();
    var window = browser.sameSession().open(start).submit();
    assertThat(window.page()).contains("already has this top-up");
    browser.decide("approve");
    assertThat(browser.page()).contains("Payment received");
    assertThat(till.balance()).isEqualByComparingTo("0");
  }

  private static Till till(String gateway) {
    return switch (gateway) {
      case "FREECHARGE" -> {
        var shop = GATEWAY.newShopWithoutAccount(gateway);
        GATEWAY.configureFreecharge(shop.id());
        yield Till.at(GATEWAY, shop, Shop.newPhone());
      }
      case "AMAZONPAY" -> {
        var shop = GATEWAY.newShopWithoutAccount(gateway);
        GATEWAY.configureAmazonpay(shop.id());
        yield Till.at(GATEWAY, shop, Shop.newPhone());
      }
      default -> Till.at(GATEWAY, GATEWAY.newShop(gateway), Shop.newPhone());
    };
  }

  /// FreeCharge is configured at the address that all share.
  private static CustomerBrowser browserAt(String gateway) {
    return gateway.equals("FREECHARGE") ? GATEWAY.browserAtProviders() : GATEWAY.browserAt(gateway);
  }

  /// Paytm's page answers with a form for the way back, which nobody sends here.
  private static void decideOnly(CustomerBrowser provider, String gateway) {
    if (gateway.equals("PAYTM")) {
      provider.decide("approve");
    } else {
      provider.decideOnly("approve");
    }
  }

  private static CustomerBrowser openAtProvider(CustomerBrowser customer, String url) {
    var browser = customer.open(url);
    var isThere = browser.at().toString().contains("/page/");
    return isThere ? browser : browser.submit();
  }

  private static ApiReply look(String path) {
    return GATEWAY.open().get(path).header("HX-Request", "true").send();
  }

  private static String begin(Till till) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", "250.00", "topup_txn_id", Till.newOrderId(), "return_url", BACK)
        .ok()
        .path("payment_url")
        .asString();
  }
}
