package org.batua.gateway.checkout;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;

/// A customer at the pages: in a window, or in a frame of a shop's page until a step leads out of
/// it.
///
/// @param hasScripts whether the browser runs scripts
record Visit(GatewayFixture gateway, Page page, boolean isFramed, boolean hasScripts) {
  private static final String CART = "https://shop.example/cart";
  private static final String FRAME =
      "<iframe name=pay style='position:fixed;inset:0;width:100%;height:100%;border:0'";

  /// Opens an order's payment link.
  void open(String link) {
    if (isFramed) {
      visitShop(FRAME + " src='" + framed(link) + "'></iframe>");
    } else {
      page.navigate(link);
    }
  }

  /// Opens a new order as its customer: by a link of the shop's, or signed in by the page around
  /// the frame.
  void openKnown(Till till, String amount) {
    if (!isFramed) {
      page.navigate(PageLinks.session(till, amount));
      return;
    }
    bringSignedIn(till, amount);
    press("Continue");
    locator(".ways").waitFor();
  }

  /// Has the shop's page bring a customer whom it signs in.
  void bringSignedIn(Till till, String amount) {
    mayFrame(till.shop());
    var link = PageLinks.order(till.shop(), till.customer(), amount);
    visitShop(
        "<form method=post target=%s action='%s'><input name=client_auth_token value='%s'></form>%s"
            .formatted(
                isFramed ? "pay" : "_self",
                isFramed ? framed(link) : link,
                till.shop().clientToken(till.customer()),
                isFramed ? FRAME + "></iframe>" : ""));
    page.locator("form").evaluate("form => form.submit()");
    locator("main h1").waitFor();
  }

  void mayFrame(Shop shop) {
    gateway.gateway().frameOrigins().replace(shop.id(), List.of("https://shop.example"));
  }

  private void visitShop(String body) {
    page.route(
        CART,
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(body)));
    page.navigate(CART);
  }

  private static String framed(String link) {
    return link.replace("/merchant/pay/", "/merchant/ipay/");
  }

  /// What the customer looks at.
  Frame frame() {
    var inShop = page.frame("pay");
    return inShop == null ? page.mainFrame() : inShop;
  }

  Locator locator(String selector) {
    return frame().locator(selector);
  }

  Locator button(String name) {
    return frame().getByRole(AriaRole.BUTTON, new Frame.GetByRoleOptions().setName(name));
  }

  void press(String button) {
    button(button).click();
  }

  /// Follows the link that leads out of the frame; in a window there is none.
  void leaveFrame() {
    if (isFramed) {
      locator("a.button[target=_top]").click();
      page.waitForURL(url -> !url.equals(CART) && !url.contains("/merchant/start/"));
    }
  }

  void reload() {
    frame().evaluate("() => { document.documentElement.dataset.old = 'yes'; location.reload(); }");
    locator("html:not([data-old])").waitFor();
  }
}
