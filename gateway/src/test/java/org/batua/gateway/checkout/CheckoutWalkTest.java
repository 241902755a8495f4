package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.TextBundle;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every page of the table in `docs/states.md`, on a small phone, in a window and in a frame of a
/// foreign site whose cookies the browser does not send, with and without scripts: it says what is
/// happening, has a way on and a way back to the shop, and is seen whole. The whole walk is a proof
/// of its own; every change meets the pages in a frame.
@Tag(Chromium.TAG)
@Order(2)
class CheckoutWalkTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  /// Where a page does not wait for a slow provider.
  @RegisterExtension
  static final GatewayFixture QUICK = GatewayFixture.usual().with("checkout.answer_seconds", "1");

  private static final String CART = "https://shop.example/cart";
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| ([^|]+) \\| [^|]+ \\| (window|framed) \\|");

  /// Pages that lead on by themselves where scripts run.
  private static final Set<String> GOES_ON = Set.of("onward", "hosted", "consent");

  /// What the pages of a payment that was not made say about it.
  private static final Map<String, String> NOTICES =
      Map.of(
          "limit",
          "notice.LIMIT_EXCEEDED",
          "blocked",
          "notice.ACCOUNT_BLOCKED",
          "revoked",
          "notice.WALLET_NOT_LINKED",
          "declined",
          "notice.GATEWAY_DECLINED",
          "not-sent",
          "notice.GATEWAY_UNAVAILABLE",
          "cancelled",
          "notice.USER_DECLINED",
          "late",
          "notice.INSUFFICIENT_BALANCE",
          "refused",
          "notice.ACCOUNT_BLOCKED",
          "ended-session",
          "notice.session_ended");

  private static final String LOOK =
      """
      () => {
        const seen = it => it.checkVisibility({contentVisibilityAuto: true});
        const all = selector => [...document.querySelectorAll(selector)].filter(seen);
        const primary = all('.button')[0];
        const cut = all('main *, footer *').filter(it =>
          !it.matches('.unseen') &&
          (it.getBoundingClientRect().right > innerWidth + 1 ||
            (it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX !== 'visible')));
        const field = all('[aria-invalid=true], input.otp')[0];
        const focused = document.activeElement;
        const faults = [];
        if (!primary) faults.push('no way on');
        if (primary && primary.getBoundingClientRect().bottom > innerHeight)
          faults.push('the primary button is below the first screen');
        if (!all('a').some(it => /shop.example\\/done|\\/pay\\/start\\//.test(it.href)))
          faults.push('no way back to the shop');
        if (cut.length) faults.push('cut off: ' + cut[0].outerHTML);
        if (window.top === window && field && focused !== field)
          faults.push('the focus is on ' + focused.outerHTML.slice(0, 80));
        return faults;
      }
      """;
  private static final String NARROW =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

  private record Row(String name, String heading, boolean isFramed) {}

  private final WalkStates states = new WalkStates(GATEWAY);

  @Test
  void every_page_of_the_document_is_walked() throws IOException {
    var walked = new ArrayList<>(states.byLink.keySet());
    walked.addAll(states.byWay.keySet());
    walked.add("no-cookies");
    assertThat(rows().stream().map(Row::name)).containsExactlyInAnyOrderElementsOf(walked);
  }

  @TestFactory
  @Tag("proof")
  Stream<DynamicTest> in_a_window() throws IOException {
    Map<String, Consumer<Page>> ways = new LinkedHashMap<>(states.byWay);
    ways.put("sending", new WalkStates(QUICK).byWay.get("sending"));
    states.byLink.forEach((name, link) -> ways.put(name, page -> page.navigate(link.get())));
    return rows().stream()
        .filter(row -> ways.containsKey(row.name()))
        .flatMap(row -> tests(row, Objects.requireNonNull(ways.get(row.name()))));
  }

  private Stream<DynamicTest> tests(Row row, Consumer<Page> way) {
    return Stream.of(true, false)
        .filter(scripts -> !scripts || !GOES_ON.contains(row.name()))
        .map(
            scripts ->
                dynamicTest(
                    row.name() + (scripts ? "" : ", without scripts"),
                    () ->
                        in(
                            scripts,
                            page -> {
                              states.hasScripts = scripts;
                              way.accept(page);
                              check(page, page.mainFrame(), row);
                            })));
  }

  @TestFactory
  Stream<DynamicTest> in_a_frame_of_a_foreign_site() throws IOException {
    return inFrames(/* scripts= */ true);
  }

  @TestFactory
  @Tag("proof")
  Stream<DynamicTest> in_a_frame_without_scripts() throws IOException {
    return inFrames(/* scripts= */ false);
  }

  private Stream<DynamicTest> inFrames(boolean scripts) throws IOException {
    return rows().stream()
        .filter(Row::isFramed)
        .map(
            row ->
                dynamicTest(
                    row.name(), () -> in(scripts, page -> checkFramed(page, row, scripts))));
  }

  private void checkFramed(Page page, Row row, boolean scripts) {
    var link = states.byLink.get(row.name());
    var frame = framed(page, link == null ? states.newOrder("250.50") : link.get());
    if (link == null) {
      frame.locator("#mobile_number").fill(Shop.newPhone());
      frame.locator(".button").first().click();
      frame.getByText("in a window of its own").waitFor();
      assertThat(frame.locator("a.button").getAttribute("target")).isEqualTo("_blank");
      // no autofocus in a frame of another site
      assertThat(frame.evaluate("() => document.activeElement.tagName"))
          .isEqualTo(scripts ? "H1" : "BODY");
    }
    check(page, frame, row);
  }

  private static List<Row> rows() throws IOException {
    var text = Files.readString(Path.of("..", "docs", "states.md"));
    return ROW.matcher(text)
        .results()
        .map(row -> new Row(row.group(1), row.group(2), row.group(3).equals("framed")))
        .toList();
  }

  private static void in(boolean scripts, Consumer<Page> walk) {
    var options =
        new Browser.NewContextOptions()
            .setJavaScriptEnabled(scripts)
            .setLocale("en-IN")
            .setViewportSize(360, 640);
    try (var context = CHROMIUM.newBrowser(options)) {
      context.route(
          "https://shop.example/done**",
          route -> route.fulfill(new Route.FulfillOptions().setBody("the shop")));
      walk.accept(context.newPage());
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

  private static void check(Page page, Frame frame, Row row) {
    frame.waitForLoadState();
    var heading = frame.locator("h1");
    heading.waitFor();
    assertThat(heading.textContent().strip()).isEqualTo(row.heading());
    assertThat((List<?>) frame.evaluate(LOOK)).isEmpty();
    var notice = NOTICES.get(row.name());
    if (notice != null) {
      var text = TextBundle.of(Language.EN).getProperty(notice);
      var wallet = row.name().equals("cancelled") ? "FreeCharge" : "MobiKwik";
      assertThat(frame.locator(".notice").textContent()).isEqualTo(text.replace("{0}", wallet));
      if (!row.name().equals("ended-session")) {
        assertThat(frame.title()).startsWith("Payment not made");
      }
    }
    page.setViewportSize(320, 640);
    assertThat((boolean) frame.evaluate(NARROW)).as("sticks out at 320 pixels").isFalse();
  }
}
