package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class CheckoutLinkingTest extends CheckoutBench {
  @Test
  void a_stranger_cannot_link_a_number_of_their_own_to_the_orders_customer() {
    var till = Till.open(GATEWAY);
    var strange = Shop.newPhone();
    browser.open(order(till.shop(), till.customer(), "10").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", strange);
    assertThat(browser.text()).contains("This wallet pays this order only");
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isTrue();
    browser.open(path + "/wallet");
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", till.phone());
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    assertThat(browser.text()).contains("wallet_token");
  }

  @Test
  void an_order_of_nobody_is_paid_with_the_wallet_of_whoever_opens_it() {
    var order = shop.api().post("/orders").form("order_id", Till.newOrderId(), "amount", "10").ok();
    var path = "/merchant/pay/" + order.path("id").asString();
    browser.open(path).submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP);
    var other = new PlainBrowser(GATEWAY.open()).open(path);
    assertThat(other.text()).doesNotContain("wallet_token");
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Payment received");
    assertThat(debits(phone)).isOne();
  }

  @Test
  void a_link_sends_no_more_otps_than_its_limit() {
    var order = shop.api().post("/orders").form("order_id", Till.newOrderId(), "amount", "10").ok();
    var path = "/merchant/pay/" + order.path("id").asString();
    for (int i = 0; i < 10; i++) {
      var one = new PlainBrowser(GATEWAY.open()).open(path);
      one.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", Shop.newPhone());
      assertThat(one.path()).endsWith("/otp");
    }
    browser.open(path).submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.text()).contains("Too many codes were asked for");
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + phone)).isZero();
  }
}
