package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The checkout in each state of an order, in a window and in a frame of a foreign site whose
/// cookies the browser does not send, with and without scripts: on a small phone every page says
/// what is happening, and has a way on and a way back to the shop within the first screen.
@Tag(Chromium.TAG)
class CheckoutWalkTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String CART = "https://shop.example/cart";
  private static final String LOOK =
      """
      () => {
        const seen = it => it.offsetParent !== null;
        const all = selector => [...document.querySelectorAll(selector)].filter(seen);
        const primary = all('.button')[0];
        return {
          heading: (document.querySelector('h1') || {textContent: ''}).textContent.trim(),
          waysOn: all('.button').length > 0,
          wayBack: all('a').some(it => it.href.startsWith('https://shop.example/done')),
          fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
          inFirstScreen: !!primary && primary.getBoundingClientRect().bottom <= innerHeight
        };
      }
      """;

  private record State(String name, String heading, Supplier<String> link) {}

  private static final List<State> STATES =
      List.of(
          new State("new", "Pay with your wallet", CheckoutWalkTest::newOrder),
          new State("failed", "Pay with your wallet", () -> paid("7020.00", "10000")),
          new State("waiting", "Checking your payment", () -> paid("7010.00", "10000")),
          new State("short of money", "Your wallet’s balance is too low", () -> paid("100", "40")),
          new State("paid", "Payment received", () -> paid("9999.99", "10000")));

  @TestFactory
  Stream<DynamicTest> every_state_says_what_happens_and_has_ways_on_and_back() {
    return STATES.stream()
        .flatMap(
            state ->
                Stream.of(true, false)
                    .flatMap(
                        scripts ->
                            Stream.of(
                                test(state, scripts, /* isFramed= */ false),
                                test(state, scripts, /* isFramed= */ true))));
  }

  @TestFactory
  Stream<DynamicTest> a_frame_without_cookies_says_so_and_leads_to_a_window() {
    return Stream.of(true, false)
        .map(
            scripts ->
                dynamicTest(
                    "scripts: " + scripts,
                    () ->
                        in(
                            scripts,
                            page -> {
                              var frame = framed(page, newOrder());
                              frame.locator("#mobile_number").fill(Shop.newPhone());
                              frame.locator(".button").first().click();
                              frame.getByText("in a window of its own").waitFor();
                              check(frame, "Your browser blocks cookies here");
                              assertThat(frame.locator("a.button").getAttribute("target"))
                                  .isEqualTo("_blank");
                            })));
  }

  private static DynamicTest test(State state, boolean scripts, boolean isFramed) {
    return dynamicTest(
        state.name() + (isFramed ? ", framed" : "") + (scripts ? "" : ", without scripts"),
        () ->
            in(
                scripts,
                page -> {
                  var link = state.link().get();
                  if (isFramed) {
                    check(framed(page, link), state.heading());
                  } else {
                    page.navigate(link);
                    check(page.mainFrame(), state.heading());
                  }
                }));
  }

  private interface Walk {
    void go(Page page);
  }

  private static void in(boolean scripts, Walk walk) {
    var options =
        new Browser.NewContextOptions()
            .setJavaScriptEnabled(scripts)
            .setLocale("en-IN")
            .setViewportSize(360, 640);
    try (var context = CHROMIUM.newBrowser(options)) {
      walk.go(context.newPage());
    }
  }

  private static Frame framed(Page page, String link) {
    var src = link.replace("/merchant/pay/", "/merchant/ipay/");
    var body =
        "<iframe name=pay style='position:fixed;inset:0;width:100%;height:100%;border:0' src='"
            + src
            + "'></iframe>";
    page.route(
        CART,
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(body)));
    page.navigate(CART);
    return page.frame("pay");
  }

  private static void check(Frame frame, String heading) {
    frame.waitForLoadState();
    frame.locator("h1").waitFor();
    var seen = (Map<?, ?>) frame.evaluate(LOOK);
    assertThat(seen)
        .isEqualTo(
            Map.of(
                "heading", heading,
                "waysOn", true,
                "wayBack", true,
                "fits", true,
                "inFirstScreen", true));
  }

  private static String newOrder() {
    var till = Till.open(GATEWAY);
    return linkOf(till, "250.50");
  }

  private static String paid(String amount, String balance) {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), balance);
    var link = linkOf(till, amount);
    var order =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select order_id from merchant_order where merchant_id = ?",
                            till.shop().id().value())
                        .mapTo(String.class)
                        .one());
    till.payment(order, till.token()).send();
    return link;
  }

  private static String linkOf(Till till, String amount) {
    GATEWAY.gateway().frameOrigins().replace(till.shop().id(), List.of("https://shop.example"));
    return PageLinks.order(till.shop(), till.customer(), amount);
  }
}
