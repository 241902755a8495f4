package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class ChoicePagesTest extends CheckoutBench {
  @Test
  void a_linked_wallet_comes_first_open_and_masked() {
    var till = Till.open(GATEWAY);
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    assertThat(browser.text()).containsSubsequence("open>", "wallet-MOBIKWIK", "₹10,000.00");
    assertThat(browser.text().split("name=\"way\" open", -1)).hasSize(2);
    assertThat(browser.text())
        .contains("•• " + till.phone().substring(8))
        .contains("Pay ₹10.00")
        .contains("Forget this wallet")
        .containsSubsequence("wallet-MOBIKWIK", "wallet-PAYTM", "Another number");
  }

  @Test
  void a_wallet_that_is_too_low_is_not_offered_to_pay_but_to_add_to() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "4.00");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    assertThat(browser.text()).contains("Add ₹6.00 and pay").doesNotContain("Pay ₹10.00");
  }

  @Test
  void money_is_not_asked_for_where_it_would_not_help() {
    var till = Till.open(GATEWAY);
    browser.open(PageLinks.session(till, "999999.99"));
    browser.submit(browser.path() + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text())
        .contains("exceeds a limit of your MobiKwik wallet")
        .containsSubsequence("name=\"way\" open", "Send code", "Add ₹9,89,999.99 and pay");
  }

  @Test
  void a_provider_has_one_row_whatever_it_can_do() {
    var till = Till.open(GATEWAY);
    GATEWAY.configureFreecharge(till.shop().id());
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    assertThat(browser.text().split("wallet-FREECHARGE", -1)).hasSize(2);
    assertThat(browser.text()).contains("Pay on FreeCharge’s page");
  }

  @Test
  void the_code_is_entered_in_the_wallets_row() {
    var customer = shop.customer(phone);
    browser.open(order(shop, customer, "10").at("/payment_links/web").asString());
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", phone);
    assertThat(browser.path()).isEqualTo(path + "/otp");
    assertThat(browser.text())
        .containsSubsequence(
            "name=\"way\" open", "wallet-MOBIKWIK", "id=\"otp\"", "Verify and pay");
  }
}
