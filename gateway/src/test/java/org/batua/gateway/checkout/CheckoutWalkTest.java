package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.TextBundle;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.FrontProxy;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Every page of the table in `docs/states.md`, on a small phone, in a window and in a frame of a
/// foreign https origin in a browser that keeps no cookies of third parties, with and without
/// scripts: it says what is happening, has a way on and a way back to the shop, has the focus where
/// it belongs, and is seen whole. A step that leaves the frame is looked at where it leads. The
/// whole walk is a proof of its own; every change meets some of the pages in a frame.
@Tag(Chromium.TAG)
@Order(2)
class CheckoutWalkTest {
  private static final int FRONT = FrontProxy.freePort();
  private static final int QUICK_FRONT = FrontProxy.freePort();

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("base_url", "https://127.0.0.1:" + FRONT);

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  /// Where a page does not wait for a slow provider.
  @RegisterExtension
  static final GatewayFixture QUICK =
      GatewayFixture.usual()
          .with("base_url", "https://127.0.0.1:" + QUICK_FRONT)
          .with("checkout.answer_seconds", "1");

  /// Before both servers; at `/plain` a site that keeps a cookie in whatever frame it is in.
  private static final String HAPROXY =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 90s
        timeout server 90s
      frontend usual
        bind 127.0.0.1:FRONT ssl crt DIR/both.pem
        http-request return status 200 content-type text/html hdr Set-Cookie \
          "plain=kept; Path=/; Secure; SameSite=None" lf-string "<h1>%[req.cook(plain)]</h1>" \
          if { path /plain }
        default_backend usual
      frontend quick
        bind 127.0.0.1:QUICK_PORT ssl crt DIR/both.pem
        default_backend quick
      backend usual
        server one 127.0.0.1:USUAL
      backend quick
        server one 127.0.0.1:QUICK
      """;

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| ([^|]+) \\| [^|]+ \\| (its frame|a window) \\|");

  /// What every `./batua test` looks at in a frame; the others are a proof.
  private static final Set<String> SHORT =
      Set.of("linked", "wrong-code", "declined", "short", "unlinked", "paid", "no-cookies");

  /// Pages that lead on by themselves where scripts run.
  private static final Set<String> GOES_ON = Set.of("onward", "hosted", "consent");

  /// What pages say of what happened before.
  private static final Map<String, String> NOTICES =
      Map.ofEntries(
          Map.entry("limit", "notice.LIMIT_EXCEEDED"),
          Map.entry("blocked", "notice.ACCOUNT_BLOCKED"),
          Map.entry("revoked", "notice.WALLET_NOT_LINKED"),
          Map.entry("declined", "notice.GATEWAY_DECLINED"),
          Map.entry("not-sent", "notice.GATEWAY_UNAVAILABLE"),
          Map.entry("cancelled", "notice.USER_DECLINED"),
          Map.entry("late", "notice.INSUFFICIENT_BALANCE"),
          Map.entry("refused", "notice.ACCOUNT_BLOCKED"),
          Map.entry("ended-session", "notice.session_ended"),
          Map.entry("forgotten", "notice.forgotten"));

  /// Pages with a notice before which no payment was tried.
  private static final Set<String> UNTRIED = Set.of("ended-session", "forgotten");

  private static final int LOOKS = 200;
  private static final String LOOK =
      """
      hasScripts => {
        const seen = it => it.checkVisibility({contentVisibilityAuto: true});
        const all = selector => [...document.querySelectorAll(selector)].filter(seen);
        const primary = all('.button')[0];
        const cut = all('main *, footer *').filter(it =>
          !it.matches('.unseen') &&
          (it.getBoundingClientRect().right > innerWidth + 1 ||
            (it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX !== 'visible')));
        const meant = all('[aria-invalid=true], input.otp, [autofocus]')[0];
        const focused = document.activeElement;
        const faults = [];
        if (!primary) faults.push('no way on');
        if (primary && primary.getBoundingClientRect().bottom > innerHeight)
          faults.push('the primary button is below the first screen');
        if (!all('a').some(it => /shop.example\\/done|\\/pay\\/start\\//.test(it.href)))
          faults.push('no way back to the shop');
        if (cut.length) faults.push('cut off: ' + cut[0].outerHTML);
        const isAtWork = window.top === window || (hasScripts && document.hasFocus());
        if (isAtWork && meant && focused !== meant)
          faults.push('the focus is on ' + focused.outerHTML.slice(0, 80));
        return faults;
      }
      """;
  private static final String NARROW =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

  private record Row(String name, String heading, boolean isInFrame) {}

  @TempDir private static Path directory;
  private static @Nullable FrontProxy front;

  private final WalkStates states = new WalkStates(GATEWAY);

  @BeforeAll
  static void putHttpsInFront() {
    var text =
        HAPROXY
            .replace("FRONT", Integer.toString(FRONT))
            .replace("QUICK_PORT", Integer.toString(QUICK_FRONT))
            .replace("USUAL", Integer.toString(GATEWAY.port()))
            .replace("QUICK", Integer.toString(QUICK.port()));
    front = FrontProxy.start("haproxy", directory.resolve("front"), text, FRONT);
  }

  @AfterAll
  static void takeItAway() {
    Objects.requireNonNull(front).close();
  }

  @Test
  void every_page_of_the_document_is_walked() {
    assertThat(rows().stream().map(Row::name)).containsExactlyInAnyOrderElementsOf(ways().keySet());
  }

  /// Or else the walk in a frame would prove little.
  @Test
  void the_browser_keeps_no_cookies_of_third_parties() {
    in(
        /* scripts= */ true,
        page -> {
          var plain = GATEWAY.gateway().baseUrl() + "/plain";
          var visit = new Visit(GATEWAY, page, /* isFramed= */ true, /* hasScripts= */ true);
          visit.open(plain);
          visit.reload();
          assertThat(visit.locator("h1").textContent()).isEmpty();
          page.navigate(plain);
          page.reload();
          assertThat(page.locator("h1").textContent()).isEqualTo("kept");
          visit.open(plain);
          assertThat(visit.locator("h1").textContent()).isEmpty();
        });
  }

  /// A page that names no order cannot know whose page may show it.
  @Test
  void a_link_to_no_order_is_told_in_a_frame_too() {
    in(
        /* scripts= */ true,
        page -> {
          var visit = new Visit(GATEWAY, page, /* isFramed= */ true, /* hasScripts= */ true);
          var checkout = GATEWAY.gateway().baseUrl() + "/merchant/ipay/";
          for (var damaged : List.of("ordeh_" + "0".repeat(32), "ordeh_0", "x")) {
            visit.open(checkout + damaged);
            visit.locator("h1").waitFor();
            assertThat(visit.locator("h1").textContent()).isEqualTo("This link leads nowhere");
          }
          visit.locator(".languages summary").click();
          visit.locator("[lang=hi]").click();
          visit.locator("html[lang=hi] h1").waitFor();
          Looks.picture(page, "walk-unknown-framed");
        });
  }

  @Test
  void a_code_that_a_slow_provider_refuses_is_entered_again_at_once() {
    in(
        /* scripts= */ true,
        page -> {
          var visit = new Visit(QUICK, page, /* isFramed= */ false, /* hasScripts= */ true);
          var shop = QUICK.newShop();
          visit.open(PageLinks.order(shop, shop.customer(WalkStates.SLOW), "250.50"));
          WalkStates.number(visit, WalkStates.SLOW);
          visit.locator("#otp").waitFor();
          var answer = new CountDownLatch(1);
          QUICK.pace().answerAfter(answer);
          visit.locator("#otp").fill("111111");
          page.getByText("takes longer than usual").waitFor();
          answer.countDown();
          visit.locator("#otp-wrong").waitFor();
          page.waitForFunction("() => document.activeElement.id === 'otp'");
          QUICK.pace().answerAtOnce();
          page.keyboard().type(Shop.RIGHT_OTP);
          visit.locator(".stamp.paid").waitFor();
        });
  }

  @TestFactory
  @Tag("proof")
  Stream<DynamicTest> in_a_window() {
    return Stream.of(true, false).flatMap(it -> walk(row -> true, /* isFramed= */ false, it));
  }

  @TestFactory
  Stream<DynamicTest> in_a_frame_of_a_foreign_site() {
    return walk(row -> SHORT.contains(row.name()), /* isFramed= */ true, /* scripts= */ true);
  }

  @TestFactory
  @Tag("proof")
  Stream<DynamicTest> all_in_a_frame_of_a_foreign_site() {
    return Stream.of(true, false).flatMap(it -> walk(row -> true, /* isFramed= */ true, it));
  }

  private Stream<DynamicTest> walk(Predicate<Row> wanted, boolean isFramed, boolean scripts) {
    var ways = ways();
    return rows().stream()
        .filter(wanted)
        .filter(row -> !scripts || !GOES_ON.contains(row.name()))
        .map(
            row ->
                dynamicTest(
                    row.name() + (scripts ? "" : ", without scripts"),
                    () ->
                        in(
                            scripts,
                            page -> {
                              var visit = new Visit(GATEWAY, page, isFramed, scripts);
                              Objects.requireNonNull(ways.get(row.name())).accept(visit);
                              check(visit, row);
                            })));
  }

  private Map<String, Consumer<Visit>> ways() {
    Map<String, Consumer<Visit>> ways = new LinkedHashMap<>(states.byWay);
    for (var slow : List.of("sending", "preparing", "adding-slowly")) {
      ways.put(
          slow,
          visit ->
              Objects.requireNonNull(new WalkStates(QUICK).byWay.get(slow))
                  .accept(new Visit(QUICK, visit.page(), visit.isFramed(), visit.hasScripts())));
    }
    states.byLink.forEach((name, link) -> ways.put(name, visit -> visit.open(link.get())));
    return ways;
  }

  private static List<Row> rows() {
    var text = document();
    return ROW.matcher(text)
        .results()
        .map(row -> new Row(row.group(1), row.group(2), row.group(3).equals("its frame")))
        .toList();
  }

  private static String document() {
    try {
      return Files.readString(Path.of("..", "docs", "states.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void in(boolean scripts, Consumer<Page> walk) {
    var options =
        new Browser.NewContextOptions()
            .setIgnoreHTTPSErrors(true)
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

  /// A browser moves the focus some time after a page has come.
  private static List<?> faults(Visit visit) {
    List<?> faults = List.of();
    for (int i = 0; i < LOOKS; i++) {
      faults = (List<?>) visit.frame().evaluate(LOOK, visit.hasScripts());
      if (faults.isEmpty()) {
        return faults;
      }
    }
    return faults;
  }

  private static void check(Visit visit, Row row) {
    var isInFrame = visit.isFramed() && row.isInFrame();
    assertThat(visit.page().frame("pay") != null).as("is in the frame").isEqualTo(isInFrame);
    var frame = visit.frame();
    frame.waitForLoadState();
    var heading = frame.locator("h1");
    heading.waitFor();
    // cookies that a browser keeps nowhere, or only not in frames
    var words = visit.isFramed() ? row.heading() : row.heading().replace("cookies here", "cookies");
    assertThat(heading.textContent().strip()).isEqualTo(words);
    assertThat(faults(visit)).isEmpty();
    var notice = NOTICES.get(row.name());
    if (notice != null) {
      var text = TextBundle.of(Language.EN).getProperty(notice);
      var wallet = row.name().equals("cancelled") ? "FreeCharge" : "MobiKwik";
      assertThat(frame.locator(".notice").textContent()).isEqualTo(text.replace("{0}", wallet));
      assertThat(frame.title().startsWith("Payment not made"))
          .isEqualTo(!UNTRIED.contains(row.name()));
    }
    Looks.picture(visit.page(), "walk-" + row.name() + (visit.isFramed() ? "-framed" : ""));
    visit.page().setViewportSize(320, 640);
    assertThat((boolean) frame.evaluate(NARROW)).as("sticks out at 320 pixels").isFalse();
  }
}
