package org.batua.gateway.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.Chromium;
import org.batua.gateway.GatewayFixture;
import org.batua.gateway.Shop;
import org.batua.gateway.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every page in every size, light and dark, in each language: nothing sticks out of the window,
/// and axe-core finds no serious fault. With `-Dbatua.screenshots=DIRECTORY` it leaves pictures.
class PageLooksTest {
  private static final List<Integer> WIDTHS = List.of(360, 1280);
  private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
  private static final Optional<String> PICTURES =
      Optional.ofNullable(System.getProperty("batua.screenshots"));
  private static final String AXE = axe();
  private static final String FAULTS =
      """
      async options => {
        const found = await axe.run(document, options);
        return found.violations
          .filter(it => it.impact === 'serious' || it.impact === 'critical')
          .map(it => it.id + ': ' + it.nodes.map(node => node.html).join(' | '));
      }
      """;
  private static final String STICKS_OUT =
      "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final List<String> faults = new ArrayList<>();
  private final List<BrowserContext> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(BrowserContext::close);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_checkout_from_the_number_to_the_payment(Language language) {
    var page = newPage(language);
    var shop = shop();
    var phone = Shop.newPhone();
    page.navigate(PageLinks.order(shop, shop.customer(phone), "1249.50"));
    look(page, "number");
    page.locator("#mobile_number").fill("12345");
    page.locator("button").click();
    look(page, "number-wrong");
    page.locator("#mobile_number").fill(phone);
    page.locator("button").click();
    look(page, "otp");
    page.locator("#otp").fill("111111");
    page.locator("button").first().click();
    look(page, "otp-wrong");
    page.locator("#otp").fill(Shop.RIGHT_OTP);
    page.locator("button").first().click();
    look(page, "wallets");
    page.locator("button").click();
    look(page, "paid");
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void money_that_is_missing_and_added(Language language) {
    var till = Till.at(GATEWAY, shop(), Shop.newPhone());
    GATEWAY.provider().setBalance(till.phone(), "40");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    var page = newPage(language);
    page.navigate(PageLinks.session(till, "1249.50"));
    look(page, "wallets-short");
    page.locator("button").click();
    look(page, "short");
    var start = page.url();
    page.locator("button").click();
    look(page, "onward");
    page.locator("button").click();
    look(page, "provider");
    page.navigate(start);
    look(page, "short-adding");
    GATEWAY.provider().setBalance(till.phone(), "5000");
    page.reload();
    look(page, "short-enough");
    till.api().post("/wallets/" + till.wallet()).form("command", "delink").ok();
    page.reload();
    look(page, "short-unlinked");
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void what_is_not_decided_yet_and_what_went_wrong(Language language) {
    var till = Till.at(GATEWAY, shop(), Shop.newPhone());
    var page = newPage(language);
    page.navigate(PageLinks.session(till, "7010.00"));
    page.locator("button").click();
    look(page, "waiting");
    page.navigate(PageLinks.session(till, "7020.00"));
    page.locator("button").click();
    look(page, "not-paid");
    page.navigate(PageLinks.topup(till, "7203.00"));
    page.locator("button").click();
    look(page, "checking");
    page.navigate(PageLinks.topup(till, "7205.00"));
    page.locator("button").click();
    look(page, "forged");
    page.locator("a.button").click();
    look(page, "topup-failed");
    page.navigate(PageLinks.topup(till, "250"));
    page.locator("button").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve")).click();
    look(page, "topup-done");
    var late = PageLinks.topup(till, "250");
    GATEWAY.clock().advance(Duration.ofMinutes(15));
    page.navigate(late);
    look(page, "expired");
    page.navigate(GATEWAY.gateway().baseUrl() + "/merchant/pay/ordeh_0");
    look(page, "unknown");
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_end_of_a_payment_without_a_shop_to_go_back_to(Language language) {
    var till = Till.at(GATEWAY, shop(), Shop.newPhone());
    var page = newPage(language);
    page.navigate(finish(till, "10"));
    look(page, "ended-paid");
    page.navigate(finish(till, "7020.00"));
    look(page, "ended-failed");
    assertThat(faults).isEmpty();
  }

  private static String finish(Till till, String amount) {
    var paid = till.pay(till.order(amount));
    return GATEWAY.gateway().baseUrl()
        + PayPages.finishPath(till.shop().id(), paid.path("txn_uuid").asString());
  }

  /// Without our scripts, so that pages that go on by themselves stay.
  private Page newPage(Language language) {
    var options =
        new Browser.NewContextOptions().setDeviceScaleFactor(2).setLocale(language.tag() + "-IN");
    var context = CHROMIUM.newBrowser(options);
    open.add(context);
    context.route("**/assets/*.js", Route::abort);
    return context.newPage();
  }

  private void look(Page page, String name) {
    page.waitForLoadState();
    var language = Objects.toString(page.locator("html").getAttribute("lang"));
    for (var width : WIDTHS) {
      page.setViewportSize(width, 800);
      for (var scheme : SCHEMES) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        var what = name + " " + language + " " + width + " " + scheme;
        if ((boolean) page.evaluate(STICKS_OUT)) {
          faults.add(what + ": sticks out of the window");
        }
        screenshot(page, name + "-" + language + "-" + width + "-" + scheme);
        if (width.equals(WIDTHS.getFirst())) {
          check(page, scheme, what);
        }
      }
    }
  }

  /// Of a page's colours in the dark only what depends on them is new.
  private void check(Page page, ColorScheme scheme, String what) {
    Map<String, Object> options = new HashMap<>(Map.of("resultTypes", List.of("violations")));
    if (scheme == ColorScheme.DARK) {
      options.put("runOnly", List.of("color-contrast"));
    } else {
      page.evaluate(AXE);
    }
    for (var fault : (List<?>) page.evaluate(FAULTS, options)) {
      faults.add(what + ": " + fault);
    }
  }

  private static void screenshot(Page page, String name) {
    PICTURES
        .map(directory -> Path.of(directory, name.toLowerCase(Locale.ROOT) + ".png"))
        .ifPresent(
            file -> page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true)));
  }

  private static Shop shop() {
    return GATEWAY.newShop();
  }

  private static String axe() {
    try (var in = PageLooksTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
