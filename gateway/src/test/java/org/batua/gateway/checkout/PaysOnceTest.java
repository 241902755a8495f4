package org.batua.gateway.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Customers who press buttons twice, go back and press them again: at every step they pay once.
/// The ways that few customers go are a proof of their own.
@Order(2)
class PaysOnceTest extends BrowserBench {
  @Test
  void linking_by_otp() {
    var phone = Shop.newPhone();
    page.navigate(order(phone, "99"));
    page.getByLabel("Mobile number").fill(phone);
    twice("Send code");
    page.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    heading("Payment received");
    assertThat(GATEWAY.provider().count("otp_send", "phone=" + phone)).isOne();
    page.goBack();
    pressIfThere("Verify and pay ₹99.00");
    heading("Payment received");
    assertThat(debits(phone)).isOne();
    assertThat(GATEWAY.provider().balance(phone)).isEqualByComparingTo("9901");
  }

  @Test
  @Tag("proof")
  void linking_by_consent() {
    var shop = GATEWAY.newShop();
    GATEWAY.configureGopay(shop.id());
    var phone = Shop.newPhone();
    var customer = Consenting.at(shop, "GOPAY").customer(phone);
    page.navigate(PageLinks.order(shop, customer, "2500", "IDR"));
    page.getByLabel("Mobile number").fill(phone);
    twice("Continue");
    press("Approve");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Pay Rp2.500"))).isVisible();
    var checkout = page.url();
    page.goBack();
    pressIfThere("Approve");
    page.navigate(checkout);
    twice("Pay Rp2.500");
    heading("Payment received");
    assertThat(GATEWAY.provider("GOPAY").balance(phone)).isEqualByComparingTo("997500");
  }

  @Test
  void going_back_and_pressing_again_at_any_step_pays_once() {
    var till = poor();
    page.navigate(PageLinks.session(till, "100"));
    var checkout = page.url();
    twice("Add ₹60.00 and pay");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Approve"))).isVisible();
    // a page that went on by itself early enough leaves no entry in the history; it does not go on
    // again for who comes back to it, nor does the one that the second click may have got
    page.goBack();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(
            Pattern.compile(
                "Pay with your wallet|Your wallet’s balance is too low|Add money to your wallet"
                    + "|Finish adding money"));
    page.navigate(checkout);
    assertThat(page.getByText("You have begun to add money")).isVisible();
    assertThat(topups(till)).isOne();
    assertThat(till.debits()).isOne();
  }

  @Test
  void a_double_click_pays_once_and_so_does_paying_again_after_going_back() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.session(till, "100"));
    twice("Pay ₹100.00");
    heading("Payment received");
    page.goBack();
    pressIfThere("Pay ₹100.00");
    heading("Payment received");
    assertThat(till.debits()).isOne();
    assertThat(till.balance()).isEqualByComparingTo("9900");
  }

  @Test
  @Tag("proof")
  void a_double_click_without_scripts() {
    withoutScripts();
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.session(till, "100"));
    twice("Pay ₹100.00");
    heading("Payment received");
    page.goBack();
    pressIfThere("Pay ₹100.00");
    heading("Payment received");
    assertThat(till.debits()).isOne();
  }

  @Test
  @Tag("proof")
  void money_that_is_added_at_the_provider() {
    var till = poor();
    page.navigate(PageLinks.session(till, "100"));
    twice("Add ₹60.00 and pay");
    press("Approve");
    page.waitForURL(AT_SHOP);
    for (int i = 0; i < 4; i++) {
      back();
      pressIfThere("Approve");
      pressIfThere("Add ₹60.00");
      pressIfThere("Pay ₹100.00");
    }
    assertThat(till.balance()).isZero();
    assertThat(topups(till)).isOne();
    assertThat(till.debits()).isEqualTo(2);
  }

  @Test
  @Tag("proof")
  void money_that_came_in_another_way() {
    var till = poor();
    page.navigate(PageLinks.session(till, "100"));
    beginToAdd();
    GATEWAY.provider().setBalance(till.phone(), "500");
    page.reload();
    heading("Your wallet has enough money now");
    twice("Pay ₹100.00");
    page.waitForURL(AT_SHOP);
    back();
    pressIfThere("Pay ₹100.00");
    assertThat(till.balance()).isEqualByComparingTo("400");
  }

  @Test
  @Tag("proof")
  void another_wallet_in_place_of_one_that_is_short() {
    var till = poor();
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    page.navigate(PageLinks.session(till, "100"));
    var provider = beginToAdd();
    page.getByRole(AriaRole.LINK, named("Pay with another wallet")).click();
    assertThat(page.getByText("waits for money")).isVisible();
    open("PAYTM");
    press("Send code");
    page.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    heading("Payment received");
    assertThat(page.getByText("Paytm")).isVisible();
    page.goBack();
    pressIfThere("Pay ₹100.00");
    page.navigate(provider);
    press("Approve");
    page.waitForURL(AT_SHOP);
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    GATEWAY.sweep();
    assertThat(till.balance()).isEqualByComparingTo("100");
    assertThat(GATEWAY.provider("PAYTM").balance(till.phone())).isEqualByComparingTo("9900");
  }

  @Test
  @Tag("proof")
  void another_wallet_after_the_money_came() {
    var till = poor();
    page.navigate(PageLinks.session(till, "100"));
    beginToAdd();
    var start = page.url();
    page.getByRole(AriaRole.LINK, named("Pay with another wallet")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Add ₹60.00 and pay"))).isVisible();
    GATEWAY.provider().setBalance(till.phone(), "500");
    var list = page;
    page = browser.newPage();
    page.navigate(start);
    press("Pay ₹100.00");
    page.waitForURL(AT_SHOP);
    page = list;
    press("Add ₹60.00 and pay");
    heading("Payment received");
    assertThat(till.balance()).isEqualByComparingTo("400");
  }

  @Test
  @Tag("proof")
  void on_the_providers_page() {
    var till = Till.open(GATEWAY);
    GATEWAY.configureFreecharge(till.shop().id());
    page.navigate(PageLinks.session(till, "100"));
    var checkout = page.url();
    open("FREECHARGE");
    twice("Pay on FreeCharge’s page");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Approve"))).isVisible();
    var provider = page.url();
    back();
    page.navigate(provider);
    press("Approve");
    page.waitForURL(AT_SHOP);
    page.navigate(checkout);
    heading("Payment received");
    page.navigate(provider);
    pressIfThere("Approve");
    assertThat(GATEWAY.provider("FREECHARGE").balance(till.phone())).isEqualByComparingTo("9900");
    assertThat(till.debits()).isZero();
  }

  @Test
  @Tag("proof")
  void a_payment_to_confirm_at_the_provider() {
    var shop = GATEWAY.newShopWithoutAccount("GOPAY");
    GATEWAY.configureGopay(shop.id());
    var till = Till.at(GATEWAY, shop, Shop.newPhone());
    GATEWAY.provider("GOPAY").setBalance(till.phone(), "200000");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    page.navigate(PageLinks.session(till, "150000", "IDR"));
    var checkout = page.url();
    twice("Pay Rp150.000");
    heading("Confirm the payment at GoPay");
    page.goBack();
    pressIfThere("Pay Rp150.000");
    page.getByRole(AriaRole.LINK, named("Continue to GoPay")).click();
    press("Approve");
    GATEWAY.clock().advance(Duration.ofSeconds(10));
    page.navigate(checkout);
    heading("Payment received");
    back();
    pressIfThere("Approve");
    assertThat(GATEWAY.provider("GOPAY").balance(till.phone())).isEqualByComparingTo("50000");
  }

  /// Leaves the provider's page for the payment that waits.
  ///
  /// @return the provider's page
  private String beginToAdd() {
    var checkout = page.url();
    press("Add ₹60.00 and pay");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Approve"))).isVisible();
    var provider = page.url();
    page.navigate(checkout);
    heading("Your wallet’s balance is too low");
    return provider;
  }

  /// Nobody answers at the shop's address a browser that is redirected there.
  private void back() {
    try {
      page.goBack();
    } catch (PlaywrightException e) {
      assertThat(e).hasMessageContaining("ERR_NAME_NOT_RESOLVED");
    }
  }

  private void pressIfThere(String button) {
    page.waitForLoadState();
    var found = page.getByRole(AriaRole.BUTTON, named(button));
    if (found.isVisible()) {
      found.click();
    }
  }

  private static long topups(Till till) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select("select count(*) from topup where wallet_id = ?", till.wallet())
                    .mapTo(Long.class)
                    .one());
  }
}
