package org.batua.gateway.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What customers do with the pages, in a real browser.
@Order(2)
class BrowserTest extends BrowserBench {
  private static final String UNDECIDED = "7010.00";
  private static final String AT_CART = "https://shop.example/cart";

  @Test
  void a_wallet_is_linked_by_otp_and_pays() {
    var phone = Shop.newPhone();
    page.navigate(order(phone, "99"));
    page.getByLabel("Mobile number").fill(phone);
    press("Send code");
    page.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    heading("Payment received");
    page.getByRole(AriaRole.LINK, named("Back to A shop")).click();
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=CHARGED");
    assertThat(debits(phone)).isOne();
  }

  @Test
  void without_scripts_it_is_the_same() {
    withoutScripts();
    var phone = Shop.newPhone();
    GATEWAY.provider().setBalance(phone, "40");
    page.navigate(order(phone, "100"));
    page.getByLabel("Mobile number").fill(phone);
    press("Send code");
    page.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    press("Verify and pay ₹100.00");
    press("Add ₹60.00 and pay");
    press("Continue to MobiKwik");
    press("Approve");
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=CHARGED");
    assertThat(GATEWAY.provider().balance(phone)).isZero();
  }

  @Test
  void with_the_keyboard_alone_it_is_the_same() {
    var phone = Shop.newPhone();
    page.navigate(order(phone, "99"));
    tabTo(page.getByLabel("Mobile number"));
    page.keyboard().type(phone);
    page.keyboard().press("Enter");
    // the code's field has the focus
    assertThat(page.getByLabel("One-time code")).isFocused();
    page.keyboard().type(Shop.RIGHT_OTP);
    heading("Payment received");
    tabTo(page.getByRole(AriaRole.LINK, named("Back to A shop")));
    page.keyboard().press("Enter");
    page.waitForURL(AT_SHOP);
    assertThat(debits(phone)).isOne();
  }

  @Test
  void three_wrong_codes_end_the_attempt_and_a_new_code_links() {
    var phone = Shop.newPhone();
    page.navigate(order(phone, "99"));
    page.getByLabel("Mobile number").fill(phone);
    press("Send code");
    for (var said : List.of("Attempts left: 2", "Attempts left: 1", "too many wrong codes")) {
      page.getByLabel("One-time code").fill("111111");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText(said);
      assertThat(page.getByLabel("One-time code")).isFocused();
    }
    var resend = page.getByRole(AriaRole.BUTTON, named("Send a new code"));
    assertThat(resend).isDisabled();
    assertThat(page.getByText("Please ask for a new one")).not().isVisible();
    assertThat(page.getByText("You can ask for a new code in")).isVisible();
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    page.reload();
    resend.click();
    page.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    heading("Payment received");
    assertThat(debits(phone)).isOne();
  }

  @Test
  void too_little_money_is_added_at_the_provider_and_then_it_is_paid() {
    var till = poor();
    page.navigate(PageLinks.session(till, "100"));
    assertThat(page.getByText("Balance too low by ₹60.00")).isVisible();
    press("Add ₹60.00 and pay");
    press("Decline");
    heading("Your wallet’s balance is too low");
    assertThat(page.getByText("No money was added")).isVisible();
    press("Add ₹60.00");
    press("Approve");
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=CHARGED");
    assertThat(till.balance()).isZero();
    assertThat(till.debits()).isEqualTo(2);
  }

  @Test
  void in_a_frame_it_is_paid_as_well_and_money_is_added_outside_of_it() {
    var till = poor();
    var shopOrigin = "http://localhost:8099";
    GATEWAY.gateway().frameOrigins().replace(till.shop().id(), List.of(shopOrigin));
    var web = PageLinks.order(till.shop(), till.customer(), "50");
    var frame = web.replace("/merchant/pay/", "/merchant/ipay/");
    browser.route(
        shopOrigin + "/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody(
                        "<iframe title=pay width=340 height=900 src=\"%s\"></iframe>"
                            .formatted(frame))));
    page.navigate(shopOrigin + "/cart");
    var inside = page.frameLocator("iframe");
    inside.getByLabel("Mobile number").fill(till.phone());
    inside.getByRole(AriaRole.BUTTON, framed("Send code")).click();
    inside.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    inside.getByRole(AriaRole.LINK, framed("Continue to MobiKwik")).click();
    // that was asked in the frame, and is not asked again
    press("Approve");
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=CHARGED");
  }

  @Test
  void a_payment_whose_end_is_not_known_is_waited_for_and_the_page_goes_on_by_itself() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.session(till, UNDECIDED));
    press("Pay ₹7,010.00");
    heading("Checking your payment");
    var reference =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select("select reference from txn where wallet_id = ?", till.wallet())
                        .mapTo(String.class)
                        .one());
    GATEWAY.provider().resolve(reference, "success");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    heading("Payment received");
    assertThat(till.debits()).isOne();
  }

  @Test
  void a_page_that_looks_again_leaves_the_focus_where_it_is() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.session(till, UNDECIDED));
    press("Pay ₹7,010.00");
    heading("Checking your payment");
    var again = page.getByRole(AriaRole.LINK, named("Look again"));
    again.focus();
    page.waitForResponse(
        response -> response.request().headers().containsKey("hx-request"), () -> {});
    page.waitForResponse(
        response -> response.request().headers().containsKey("hx-request"), () -> {});
    assertThat(again).isFocused();
  }

  @Test
  void who_goes_back_from_the_shop_is_not_sent_there_again() {
    page.navigate(AT_CART);
    page.navigate(PageLinks.session(Till.open(GATEWAY), "99"));
    press("Pay ₹99.00");
    page.waitForURL(AT_SHOP);
    page.goBack();
    heading("Payment received");
    assertThat(page.getByText("You are taken back in")).not().isVisible();
  }

  /// Also of a customer whom the shop's own link brought, and who is known in no other way.
  @Test
  void when_the_time_for_adding_money_is_over_the_page_changes_by_itself() {
    page.navigate(shortOfMoney());
    heading("Your wallet’s balance is too low");
    passTheTimeForAddingMoney();
    assertTooLate();
  }

  @Test
  void who_adds_money_too_late_stays_in_the_checkout() {
    withoutScripts();
    page.navigate(shortOfMoney());
    passTheTimeForAddingMoney();
    press("Add ₹60.00 and pay");
    assertTooLate();
  }

  @Test
  void who_goes_back_after_the_providers_page_is_led_in_no_circle() {
    for (var decision : List.of("Approve", "Decline")) {
      page.navigate(AT_CART);
      page.navigate(PageLinks.session(poor(), "100"));
      press("Add ₹60.00 and pay");
      press(decision);
      page.waitForURL(url -> url.contains("status=CHARGED") || url.contains("added=no"));
      page.goBack();
      assertThat(page.locator("h1")).containsText("This payment has");
      page.goBack();
      heading(decision.equals("Approve") ? "Payment received" : "Your wallet’s balance is too low");
      assertThat(page.locator(".button").first()).isVisible();
      page.goBack();
      assertThat(page.url()).isEqualTo(AT_CART);
    }
  }

  @Test
  void who_is_asked_to_sign_in_may_choose_another_language_first() {
    var till = Till.open(GATEWAY);
    var link = PageLinks.order(till.shop(), till.customer(), "99");
    PageLinks.shopThatSigns(page, link, till.shop().clientToken(till.customer()));
    page.navigate(AT_CART);
    press("Pay");
    heading("Continue at A shop?");
    page.locator(".languages summary").click();
    press("हिन्दी");
    heading("A shop पर आगे बढ़ें?");
    press("आगे बढ़ें");
    heading("अपने वॉलेट से भुगतान करें");
    assertThat(page.locator(".way-sum")).hasText("₹10,000.00");
  }

  /// The link of an order whose payment waits for money.
  private static String shortOfMoney() {
    var till = poor();
    var order = Till.newOrderId();
    var created =
        till.api()
            .post("/orders")
            .form(
                "order_id",
                order,
                "amount",
                "100",
                "customer_id",
                till.customer(),
                "return_url",
                PageLinks.SHOP)
            .ok();
    till.payment(order, till.token()).send();
    return created.at("/payment_links/web").asString();
  }

  private static void passTheTimeForAddingMoney() {
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(6));
      GATEWAY.sweep();
    }
  }

  private void assertTooLate() {
    heading("Pay with your wallet");
    assertThat(page.locator(".notice")).containsText("has too little money. No money was taken.");
    assertThat(page.getByLabel("Mobile number").first()).isVisible();
  }

  @Test
  void a_provider_that_refuses_again_is_not_asked_in_a_circle_without_a_word() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.session(till, "7001.00"));
    press("Pay ₹7,001.00");
    heading("Your wallet has enough money now");
    assertThat(page.getByText("MobiKwik refused the payment")).isVisible();
    press("Pay ₹7,001.00");
    heading("Your wallet refused the payment again");
    assertThat(page.locator(".button").first()).hasText("Pay with another wallet");
    page.locator(".button").first().click();
    assertThat(page.locator(".way[open]")).containsText("Another number");
  }

  @Test
  void whoever_cancels_at_the_provider_may_pay_another_way() {
    var shop = GATEWAY.newShop();
    GATEWAY.configureFreecharge(shop.id());
    page.navigate(PageLinks.order(shop, shop.customer(Shop.newPhone()), "99"));
    open("FREECHARGE");
    press("Pay on FreeCharge’s page");
    press("Cancel");
    heading("Pay with your wallet");
    assertThat(page.getByText("You cancelled the payment at FreeCharge")).isVisible();
  }

  @Test
  void a_topup_is_approved_and_comes_back() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.topup(till, "one", "250"));
    press("Approve");
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=SUCCESS");
    assertThat(till.balance()).isEqualByComparingTo("10250");
  }

  @Test
  void a_topup_is_declined_and_comes_back() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.topup(till, "one", "250"));
    press("Decline");
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=FAILURE");
    assertThat(till.balance()).isEqualByComparingTo("10000");
  }

  @Test
  void a_topup_that_is_left_fails_after_its_time() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.topup(till, "one", "250"));
    assertThat(page.getByRole(AriaRole.BUTTON, named("Approve"))).isVisible();
    page.close();
    for (int i = 0; i < 5; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(10));
      GATEWAY.sweep();
    }
    assertThat(topupStatus(till)).isEqualTo("FAILURE");
  }

  @Test
  void a_forged_return_is_not_believed_and_the_provider_is_asked() {
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.topup(till, "one", "7205.00"));
    heading("This answer does not come from your wallet");
    page.getByRole(AriaRole.LINK, named("See how it ended")).click();
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=FAILURE");
    assertThat(till.balance()).isEqualByComparingTo("10000");
  }

  @Test
  void nothing_is_loaded_from_elsewhere_and_nothing_breaks_the_policy() {
    var elsewhere = new ArrayList<String>();
    var complaints = new ArrayList<String>();
    page.onRequest(
        request -> {
          if (!request.url().startsWith(GATEWAY.gateway().baseUrl().toString())) {
            elsewhere.add(request.url());
          }
        });
    page.onConsoleMessage(message -> complaints.add(message.text()));
    var till = Till.open(GATEWAY);
    page.navigate(PageLinks.session(till, "100"));
    press("Pay ₹100.00");
    heading("Payment received");
    assertThat(elsewhere).isEmpty();
    assertThat(complaints).isEmpty();
  }

  private static String topupStatus(Till till) {
    return till.api()
        .get("/wallets/" + till.wallet() + "/topup/one")
        .ok()
        .path("status")
        .asString();
  }
}
