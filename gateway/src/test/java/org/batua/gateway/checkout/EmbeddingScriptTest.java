package org.batua.gateway.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Objects;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `batua-checkout.js` in a page of a foreign https origin, as docs/embedding.md has it.
@Tag(Chromium.TAG)
class EmbeddingScriptTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final int BYTES_MAX = 2048;
  private static final String CART = "https://shop.example/cart";

  /// Opens the checkout and notes what it calls.
  private static final String OPEN =
      """
      ([url, isInPlace]) => {
        window.called = [];
        const note = name => () => called.push(name);
        window.shown = BatuaCheckout.open({
          url,
          container: isInPlace ? document.getElementById('place') : undefined,
          title: 'Pay here',
          closeLabel: 'Close the payment',
          onSuccess: note('success'),
          onFailure: note('failure'),
          onClose: note('close')
        });
      }
      """;

  private final WalkStates states = new WalkStates(GATEWAY);
  private final BrowserContext browser = CHROMIUM.newBrowser();
  private final Page page = browser.newPage();

  @BeforeEach
  void visit() {
    var html =
        "<!doctype html><title>Cart</title><div id=place></div><script src='%s'></script>"
            .formatted(GATEWAY.gateway().baseUrl() + "/batua-checkout.js");
    browser.route(
        CART,
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(html)));
    page.navigate(CART);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void it_is_small_and_any_page_may_load_it() {
    var script = GATEWAY.open().get("/batua-checkout.js").send();
    assertThat(script.body().getBytes(UTF_8).length).isLessThanOrEqualTo(BYTES_MAX);
    assertThat(script.header("cross-origin-resource-policy")).contains("cross-origin");
  }

  @Test
  void a_paid_order_is_a_success_over_the_page_until_it_is_closed() {
    open("paid", /* isInPlace= */ false);
    awaitCall("success");
    assertThat(page.locator("dialog iframe")).hasAttribute("title", "Pay here");
    assertThat(page.frameLocator("iframe").locator("h1")).hasText("Payment received");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close the payment"))
        .click();
    awaitCall("close");
    assertThat(page.locator("iframe, dialog")).hasCount(0);
    assertThat(calls()).isEqualTo(List.of("success", "close"));
  }

  @Test
  void a_refused_payment_is_a_failure_in_an_element_of_the_page() {
    open("declined", /* isInPlace= */ true);
    awaitCall("failure");
    assertThat(page.locator("#place iframe")).hasCount(1);
    assertThat(page.locator("dialog")).hasCount(0);
    page.evaluate("() => shown.close()");
    assertThat(page.locator("iframe")).hasCount(0);
    assertThat(calls()).isEqualTo(List.of("failure", "close"));
  }

  @Test
  void the_frame_is_as_high_as_what_it_shows() {
    open("new", /* isInPlace= */ true);
    var frame = page.frameLocator("iframe");
    assertThat(frame.locator("h1")).hasText("Pay with your wallet");
    page.waitForFunction("() => document.querySelector('iframe').clientHeight !== 640");
    var height = (int) page.evaluate("() => document.querySelector('iframe').clientHeight");
    frame.locator(".languages summary").click();
    page.waitForFunction(
        "height => document.querySelector('iframe').clientHeight > height", height);
    frame.locator(".languages summary").click();
    page.waitForFunction(
        "height => document.querySelector('iframe').clientHeight === height", height);
  }

  /// Whoever can write to the page can call what it calls; nobody else's messages count.
  @Test
  void a_message_from_elsewhere_is_no_success() {
    open("new", /* isInPlace= */ true);
    assertThat(page.frameLocator("iframe").locator("h1")).hasText("Pay with your wallet");
    page.evaluate("() => window.postMessage({batua: 'paid', height: 400}, '*')");
    page.evaluate("() => new Promise(done => setTimeout(done, 0))");
    assertThat(calls()).isEqualTo(List.of());
  }

  private void open(String state, boolean isInPlace) {
    var link =
        Objects.requireNonNull(states.byLink.get(state))
            .get()
            .replace("/merchant/pay/", "/merchant/ipay/");
    page.evaluate(OPEN, List.of(link, isInPlace));
  }

  private void awaitCall(String name) {
    page.waitForFunction("name => called.includes(name)", name);
  }

  private List<?> calls() {
    return (List<?>) page.evaluate("() => called");
  }
}
