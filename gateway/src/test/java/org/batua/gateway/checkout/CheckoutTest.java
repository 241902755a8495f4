package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.merchant.MerchantTimes;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class CheckoutTest extends CheckoutBench {
  @Test
  void an_order_whose_time_is_over_says_so_and_takes_no_payment() {
    var till = Till.open(GATEWAY);
    GATEWAY
        .gateway()
        .merchantSettings()
        .setTimes(till.shop().id(), MerchantTimes.parse(Optional.of("20"), Optional.empty()));
    var session = session(till.shop(), till.customer());
    assertThat(session.path("order_expiry").asString())
        .isGreaterThan(session.at("/payment_links/expiry").asString());
    browser.open(session.at("/payment_links/web").asString());
    assertThat(browser.text()).contains("wallet_token");
    var path = browser.path();
    var form = browser.formToken();
    var wallet = browser.walletToken();
    GATEWAY.clock().advance(Duration.ofMinutes(20));
    assertThat(browser.open(path).status()).isEqualTo(410);
    assertThat(browser.text()).contains("expired").doesNotContain("wallet_token");
    browser.post(path + "/pay", "form_token", form, "wallet_token", wallet);
    assertThat(browser.text()).contains("expired");
    assertThat(till.debits()).isZero();
  }
}
