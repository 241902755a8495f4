package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class WalletPagesTest extends CheckoutBench {
  @Test
  void a_form_that_is_sent_again_pays_once_and_shows_what_the_first_one_did() {
    var till = Till.open(GATEWAY);
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    var path = browser.path();
    var form = new String[] {"form_token", browser.formToken(), "wallet_token", ""};
    form[3] = browser.walletToken();
    browser.post(path + "/pay", form);
    assertThat(browser.text()).contains("Payment received");
    browser.post(path + "/pay", form);
    assertThat(browser.text()).contains("Payment received");
    assertThat(till.debits()).isOne();
  }

  @Test
  void a_form_of_another_browser_or_site_is_refused() {
    var till = Till.open(GATEWAY);
    var web = session(till.shop(), till.customer()).at("/payment_links/web").asString();
    browser.open(web);
    var path = browser.path();
    var token = browser.walletToken();
    var foreign = new PlainBrowser(GATEWAY.open()).open(path).formToken();
    for (var formToken : new String[] {"", "x", foreign}) {
      browser.post(path + "/pay", "form_token", formToken, "wallet_token", token);
      assertThat(browser.status()).isEqualTo(403);
      assertThat(browser.text()).contains("Please open this page again");
    }
    assertThat(till.debits()).isZero();
  }

  @Test
  void a_wallet_token_of_somebody_else_pays_nothing_here() {
    var till = Till.open(GATEWAY);
    var other = Till.at(GATEWAY, till.shop(), Shop.newPhone());
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    browser.submit(browser.path() + "/pay", "wallet_token", other.token());
    assertThat(browser.status()).isEqualTo(404);
    assertThat(other.debits()).isZero();
  }

  @Test
  void too_little_money_leads_to_the_step_that_adds_it() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "4.00");
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    assertThat(browser.text()).contains("wallet_token");
    browser.submit(browser.path() + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.path()).startsWith("/pay/start/" + till.shop().id() + "/txn_");
  }

  @Test
  void a_page_that_stood_for_long_asks_for_the_choice_again() {
    var till = Till.open(GATEWAY);
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    var path = browser.path();
    GATEWAY.clock().advance(Duration.ofMinutes(11));
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Please choose your wallet again.");
    assertThat(till.debits()).isZero();
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("Payment received");
  }

  @Test
  void who_was_away_is_told_so_also_after_forgetting_a_wallet() {
    var till = Till.open(GATEWAY);
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
    var path = browser.path();
    GATEWAY.clock().advance(Duration.ofMinutes(40));
    browser.submit(path + "/forget", "wallet_token", browser.walletToken());
    assertThat(browser.text()).contains("You were away for a while");
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isTrue();
  }
}
