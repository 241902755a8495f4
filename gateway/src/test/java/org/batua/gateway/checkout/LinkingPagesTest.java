package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;

class LinkingPagesTest extends CheckoutBench {
  @Test
  void a_customer_links_by_otp_pays_and_goes_back_to_the_merchant() {
    var customer = shop.customer(phone);
    browser.open(order(shop, customer, "99").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.path()).isEqualTo(path + "/otp");
    assertThat(browser.text()).doesNotContain(phone).contains(phone.substring(8));
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    assertThat(browser.path()).isEqualTo(path);
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Payment received").contains("https://shop.example/done?");
    assertThat(browser.text()).contains("status=CHARGED").contains("data-return=\"10\"");
    // a redirect by time cannot be stopped, and catches who goes back
    assertThat(browser.shown().header("refresh")).isEmpty();
    assertThat(debits(phone)).isOne();
  }

  @Test
  void a_new_otp_is_sent_after_the_wait_and_not_before() {
    var customer = shop.customer(phone);
    browser.open(order(shop, customer, "10").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.text()).contains("data-wait-seconds=\"30\"");
    assertThat(browser.submit(path + "/resend").text()).contains("Please wait 30 sec");
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    browser.submit(path + "/resend");
    assertThat(browser.status()).isEqualTo(200);
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + phone)).isEqualTo(2);
  }

  @Test
  void no_detour_is_shorter_than_the_wait() {
    var link = order(shop, shop.customer(phone), "10").at("/payment_links/web").asString();
    browser.open(link);
    var path = browser.path();
    enter(browser, path, phone);
    enter(browser, path, Shop.newPhone());
    enter(browser, path, phone);
    assertThat(browser.text()).contains("Please wait 30 sec");
    var other = new PlainBrowser(GATEWAY.open()).open(link);
    enter(other, path, phone);
    assertThat(other.text()).contains("Please wait 30 sec");
    assertThat(sent()).isOne();
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    enter(other, path, phone);
    assertThat(other.path()).isEqualTo(path + "/otp");
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void what_was_not_sent_is_not_waited_for() {
    browser.open(order(shop, shop.customer(phone), "10").at("/payment_links/web").asString());
    var path = browser.path();
    GATEWAY.provider().refuseConnections();
    enter(browser, path, phone);
    assertThat(browser.path()).doesNotEndWith("/otp");
    GATEWAY.provider().goUp();
    enter(browser, path, phone);
    assertThat(browser.path()).isEqualTo(path + "/otp");
    assertThat(sent()).isOne();
  }

  @Test
  void a_dead_code_asks_for_another_only_when_there_can_be_one() {
    browser.open(order(shop, shop.customer(phone), "10").at("/payment_links/web").asString());
    var path = browser.path();
    enter(browser, path, phone);
    for (int i = 0; i < 3; i++) {
      browser.submit(path + "/otp", "otp", "111111");
    }
    assertThat(browser.text())
        .contains("There were too many wrong codes.")
        .contains("You can ask for a new code in 30 sec.")
        .doesNotContain("Please ask for a new one");
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    browser.submit(path + "/otp", "otp", "111111");
    assertThat(browser.text())
        .contains("There were too many wrong codes. Please ask for a new one.")
        .doesNotContain("You can ask for a new code in 0");
  }

  private static void enter(PlainBrowser browser, String path, String number) {
    browser.open(path + "/wallet");
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", number);
  }

  private int sent() {
    return GATEWAY.provider().count("otp_send", "phone=" + phone);
  }
}
