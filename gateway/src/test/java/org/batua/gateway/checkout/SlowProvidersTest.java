package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pages that are answered while their provider has not answered yet.
class SlowProvidersTest {
  private static final String SLOW = "9000000051";

  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("checkout.answer_seconds", "1");

  private final Till till = Till.open(GATEWAY, SLOW);
  private final PlainBrowser browser = new PlainBrowser(GATEWAY.open());
  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void letTheProviderAnswer() {
    answer.countDown();
  }

  @Test
  void a_wallet_is_forgotten() {
    GATEWAY.provider().setBalance(SLOW, "500");
    browser.open(PageLinks.session(till, "100"));
    var path = browser.path();
    holdTheProvider();
    browser.submit(path + "/forget", "wallet_token", browser.walletToken());
    assertThat(answer.getCount()).isOne();
    assertThat(browser.text())
        .contains("Your MobiKwik wallet was forgotten. This shop cannot charge it any more.");
  }

  @Test
  void what_is_missing_is_known_and_added() {
    var path = shortOfMoney();
    holdTheProvider();
    browser.open(path);
    assertThat(browser.text()).contains("Add ₹60.00 and pay");
    browser.submit(path + "/add");
    assertThat(answer.getCount()).isOne();
    assertThat(browser.text()).contains("Add money to your wallet");
  }

  @Test
  void a_payment_with_money_that_came_is_checked() {
    var path = shortOfMoney();
    GATEWAY.provider().setBalance(SLOW, "500");
    holdTheProvider();
    browser.submit(path + "/pay");
    assertThat(answer.getCount()).isOne();
    assertThat(browser.text()).contains("Checking your payment");
  }

  /// @return the page of the payment
  private String shortOfMoney() {
    GATEWAY.provider().setBalance(SLOW, "40");
    browser.open(PageLinks.order(till.shop(), till.customer(), "100"));
    var path = browser.path();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", SLOW);
    browser.submit(path + "/otp", "otp", "123456", "then", "pay");
    assertThat(browser.path()).startsWith("/pay/start/");
    return browser.path();
  }

  private void holdTheProvider() {
    GATEWAY.pace().answerAfter(answer);
  }
}
