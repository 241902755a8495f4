package org.batua.gateway.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A real browser at the pages, with a shop that its customers come back to, and the usual steps.
@Tag(Chromium.TAG)
@ResourceLock("BrowserBench")
abstract class BrowserBench {
  static final Pattern AT_SHOP = Pattern.compile("https://shop\\.example/done\\?.*");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  BrowserContext browser = atShop(CHROMIUM.newBrowser());
  Page page = browser.newPage();

  @AfterEach
  void close() {
    browser.close();
  }

  /// Goes on in a browser without scripts.
  void withoutScripts() {
    browser.close();
    var options = new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-IN");
    browser = atShop(CHROMIUM.newBrowser(options));
    page = browser.newPage();
  }

  /// A customer with ₹40 in the wallet, which is known only to those who ask again.
  static Till poor() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "40");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    return till;
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).click();
  }

  void twice(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).dblclick();
  }

  /// Opens the row of a wallet; the first row is open already.
  void open(String gateway) {
    var row = page.locator("details.way:has(.wallet-" + gateway + ")").first();
    var summary = row.locator("summary");
    assertThat(summary).isVisible();
    if (row.getAttribute("open") == null) {
      summary.click();
    }
  }

  void heading(String text) {
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(text);
  }

  void tabTo(Locator place) {
    for (int i = 0; i < 20; i++) {
      if ((boolean) place.first().evaluate("it => it === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(place + ": not reached with the Tab key");
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  static FrameLocator.GetByRoleOptions framed(String name) {
    return new FrameLocator.GetByRoleOptions().setName(name);
  }

  static BrowserContext atShop(BrowserContext browser) {
    Consumer<Route> shop =
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<title>Shop</title><h1>Thank you</h1>"));
    browser.route("https://shop.example/**", shop);
    return browser;
  }

  static String order(String phone, String amount) {
    var shop = GATEWAY.newShop();
    return PageLinks.order(shop, shop.customer(phone), amount);
  }

  static int debits(String phone) {
    return GATEWAY.provider().count("debit", "phone=" + phone);
  }
}
