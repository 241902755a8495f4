package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A provider that is slow to send or to check an OTP: the form is answered within a second.
class LinkStepsTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("checkout.answer_seconds", "1");

  /// The simulator's persona that is slow on every call.
  private static final String SLOW = "9000000051";

  private final Shop shop = GATEWAY.newShop();
  private final PlainBrowser browser = new PlainBrowser(GATEWAY.open());
  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void answer() {
    answer.countDown();
    GATEWAY.pace().answerAtOnce();
  }

  @Test
  void a_page_says_that_the_code_is_being_sent_and_goes_on_by_itself() {
    var path = open();
    int before = GATEWAY.provider().count("otp_send", "phone=" + SLOW);
    var sent = System.nanoTime();
    var token = browser.formToken();
    send(path);
    assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(30));
    assertThat(browser.text()).contains("Sending your code").contains("https://shop.example/done?");
    assertThat(browser.text()).contains("http-equiv=\"refresh\"").contains("hx-get");
    // pressed again, nothing more is sent
    browser.post(
        path + "/wallet", "form_token", token, "gateway", "MOBIKWIK", "mobile_number", SLOW);
    assertThat(browser.text()).contains("Sending your code");
    answer.countDown();
    Eventually.until("the code", () -> browser.open(path + "/otp").text().contains("id=\"otp\""));
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + SLOW)).isEqualTo(before + 1);
  }

  @Test
  void a_code_that_is_checked_late_links_and_pays_once() {
    var path = open();
    GATEWAY.pace().answerAtOnce();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", SLOW);
    hold();
    int before = debits();
    browser.submit(path + "/otp", "otp", Shop.RIGHT_OTP, "then", "pay");
    assertThat(browser.text()).contains("Checking your code");
    browser.open(path);
    assertThat(browser.text()).contains("Checking your code");
    answer.countDown();
    Eventually.until("paid", () -> browser.open(path + "/otp").text().contains("Payment received"));
    assertThat(debits()).isEqualTo(before + 1);
  }

  @Test
  void a_late_refusal_is_told_beside_the_field() {
    var path = open();
    GATEWAY.pace().answerAtOnce();
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", SLOW);
    hold();
    browser.submit(path + "/otp", "otp", "111111", "then", "pay");
    assertThat(browser.text()).contains("Checking your code");
    answer.countDown();
    Eventually.until("told", () -> browser.open(path + "/otp").text().contains("otp-wrong"));
    assertThat(browser.text()).contains("This code is wrong.");
    assertThat(browser.open(path + "/otp").text()).doesNotContain("otp-wrong");
  }

  @Test
  void a_step_whose_process_died_ends() {
    var path = open();
    send(path);
    GATEWAY.clock().advance(Duration.ofMinutes(4));
    assertThat(browser.open(path + "/otp").text()).contains("did not answer in time");
  }

  private static int debits() {
    return GATEWAY.provider().count("debit", "phone=" + SLOW);
  }

  private String open() {
    var link =
        CheckoutBench.order(shop, shop.customer(SLOW), "10").at("/payment_links/web").asString();
    browser.open(link);
    hold();
    return browser.path();
  }

  private void send(String path) {
    browser.submit(path + "/wallet", "gateway", "MOBIKWIK", "mobile_number", SLOW);
  }

  private void hold() {
    GATEWAY.pace().answerAfter(answer);
  }
}
