package org.batua.gateway.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every page in every size, light and dark, in both languages: nothing sticks out of the window,
/// and axe-core finds no serious fault.
@Tag(Chromium.TAG)
@Order(2)
class DashboardLooksTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final List<Integer> WIDTHS = List.of(360, 1280, 1920);
  private static final Optional<String> PICTURES =
      Optional.ofNullable(System.getProperty("batua.screenshots"));
  private static final String FAULTS =
      """
      async () => {
        const found = await axe.run(document, {resultTypes: ['violations']});
        return found.violations
          .filter(it => it.impact === 'serious' || it.impact === 'critical')
          .map(it => it.id + ': ' + it.nodes.map(node => node.html).slice(0, 3).join(' | '));
      }
      """;
  private static final String STICKS_OUT =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

  @Test
  void every_page_fits_and_is_accessible() {
    assertFitsAndIsAccessible("en");
  }

  @Test
  @Tag("proof")
  void every_page_fits_and_is_accessible_in_hindi() {
    assertFitsAndIsAccessible("hi");
  }

  private static void assertFitsAndIsAccessible(String language) {
    var till = Till.open(GATEWAY);
    var pages = pages(till);
    List<String> faults = new ArrayList<>();
    var options = new Browser.NewContextOptions().setLocale(language + "-IN").setBypassCSP(true);
    try (var context = CHROMIUM.newBrowser(options)) {
      var signedIn = OperatorBrowser.signedIn(GATEWAY, "*", Role.ADMIN);
      context.addCookies(List.of(new Cookie("batua_dashboard", signedIn.cookie()).setUrl(base())));
      var page = context.newPage();
      pages.forEach((name, path) -> look(page, name + "-" + language, path, faults));
      page.navigate(base() + pages.get("providers"));
      page.locator("form[action$='/check'] button").first().click();
      page.waitForURL("**/check");
      look(page, "account-check-" + language, faults);
    }
    assertThat(faults).isEmpty();
  }

  private static Map<String, String> pages(Till till) {
    var at = "/dashboard/m/" + till.shop().id();
    chargedLateAndTwice(till);
    till.api().post("/webhook-endpoints").form("url", "http://127.0.0.1:9999/hooks").ok();
    var paid = till.paid("1234.50");
    till.refund(paid, "req_" + paid, "234.50").ok();
    till.refundSent(paid);
    till.order("20");
    var finance = OperatorBrowser.signedIn(GATEWAY, "*", Role.FINANCE);
    finance.get("/dashboard/me");
    finance.post(at + "/exports", "kind", "ORDERS");
    GATEWAY.sweep();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("sign-in", "/dashboard/sign-in");
    pages.put("merchants", "/dashboard");
    pages.put("home", at);
    pages.put("orders", at + "/orders");
    pages.put("order", at + "/search?q=" + paid);
    pages.put("customer", at + "/search?q=" + till.phone());
    pages.put("search-none", at + "/search?q=nothing");
    pages.put("refunds", at + "/refunds");
    pages.put("refund-batches", at + "/refund-batches");
    pages.put("topups", at + "/topups");
    pages.put("payments", at + "/payments");
    pages.put("payments-open", at + "/payments?open=0");
    pages.put("second-charges", at + "/second-charges");
    pages.put("late-successes", at + "/late-successes");
    pages.put("providers", at + "/providers");
    pages.put("review", at + "/review");
    pages.put("reconcile", at + "/reconcile");
    pages.put("exports", at + "/exports");
    pages.put("webhooks", at + "/webhooks");
    pages.put("delivery", at + "/webhooks/deliveries/" + delivery(till));
    pages.put("message-keys", at + "/settings/message-keys");
    pages.put("alerts", at + "/settings/alerts");
    pages.put("branding", at + "/branding");
    pages.put("settings", at + "/settings");
    pages.put("people", at + "/people");
    pages.put("audit", at + "/audit");
    pages.put("me", "/dashboard/me");
    pages.put("confirm", "/dashboard/confirm");
    pages.put("missing", at + "/orders/none");
    return pages;
  }

  private static void chargedLateAndTwice(Till till) {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7018.00");
    till.pay(order);
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
    till.pay(order);
    for (int hour = 0; hour < 12; hour++) {
      GATEWAY.clock().advance(Duration.ofHours(1));
      GATEWAY.sweep();
    }
  }

  private static String delivery(Till till) {
    return till.api().get("/webhook-deliveries").ok().path("list").path(0).path("id").asString();
  }

  private static void look(Page page, String name, String path, List<String> faults) {
    page.navigate(base() + path);
    look(page, name, faults);
  }

  private static void look(Page page, String name, List<String> faults) {
    for (var width : WIDTHS) {
      page.setViewportSize(width, 800);
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        var what = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        if ((boolean) page.evaluate(STICKS_OUT)) {
          faults.add(what + ": sticks out of the window");
        }
        if (width.equals(WIDTHS.getFirst()) && isChecked(name, scheme)) {
          page.evaluate(axe());
          ((List<?>) page.evaluate(FAULTS)).forEach(it -> faults.add(what + ": " + it));
        }
        PICTURES
            .filter(_ -> isChecked(name, scheme))
            .map(directory -> Path.of(directory, what + ".png"))
            .ifPresent(
                file ->
                    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true)));
      }
    }
  }

  /// The colours are the same in both languages: dark ones are looked at in Hindi.
  private static boolean isChecked(String name, ColorScheme scheme) {
    return scheme == ColorScheme.LIGHT || name.endsWith("-hi");
  }

  @Test
  void the_link_of_a_development_server_signs_a_browser_in() {
    var link = GATEWAY.gateway().dashboard().people().developmentLink().reveal();
    try (var context = CHROMIUM.newBrowser()) {
      var page = context.newPage();
      page.navigate(base() + "/dashboard/enter/" + link);
      page.waitForURL("**/dashboard");
      assertThat(page.title()).isNotEmpty();
    }
  }

  @Test
  void a_payment_is_found_and_refunded_by_keyboard_alone() {
    var till = Till.open(GATEWAY);
    var order = till.paid("60");
    try (var context = CHROMIUM.newBrowser()) {
      var signedIn = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), Role.SUPPORT);
      context.addCookies(List.of(new Cookie("batua_dashboard", signedIn.cookie()).setUrl(base())));
      var page = context.newPage();
      page.navigate(base() + "/dashboard");
      var keys = page.keyboard();
      keys.press("/");
      keys.type(order);
      keys.press("Enter");
      page.waitForURL("**/orders/ordeh_*");
      focus(page, "summary");
      keys.press("Enter");
      focus(page, "input[name=amount]");
      keys.press("Control+A");
      keys.type("10");
      keys.press("Tab");
      keys.type("by keyboard");
      keys.press("Enter");
      page.waitForURL("**done=refund");
    }
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
  }

  @Test
  void the_keys_are_shown_and_can_be_switched_off() {
    var till = Till.open(GATEWAY);
    try (var context = CHROMIUM.newBrowser()) {
      var signedIn = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), Role.VIEWER);
      context.addCookies(List.of(new Cookie("batua_dashboard", signedIn.cookie()).setUrl(base())));
      var page = context.newPage();
      var home = base() + "/dashboard/m/" + till.shop().id();
      page.navigate(home);
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open]").innerText()).contains("Needs a person");
      page.locator("dialog input").uncheck();
      page.keyboard().press("Escape");
      page.keyboard().press("/");
      assertThat((boolean) page.evaluate("() => document.activeElement.id === 'q'")).isFalse();
      page.navigate(home + "/orders");
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open]").count()).isZero();
      page.locator("[data-keys-open]").click();
      page.locator("dialog input").check();
      page.locator("dialog button").click();
      page.keyboard().press("/");
      assertThat((boolean) page.evaluate("() => document.activeElement.id === 'q'")).isTrue();
    }
  }

  /// Goes on with Tab until there.
  private static void focus(Page page, String selector) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("it => document.activeElement.matches(it)", selector)) {
        return;
      }
    }
    throw new AssertionError(selector + ": not reached by Tab");
  }

  private static String base() {
    return "http://localhost:" + GATEWAY.gateway().dashboard().port();
  }

  private static String axe() {
    try (var in = DashboardLooksTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
