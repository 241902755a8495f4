package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.batua.gateway.base.Ids;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.RefusalPage;
import org.batua.gateway.page.Assets;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.Pages;
import org.batua.gateway.page.TextBundle;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every page is looked at, in every state and in each language: see [Looks].
@Tag(Chromium.TAG)
@Order(1)
class PageLooksTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private record Walk(String name, Consumer<Looks> way) {}

  private static final List<Walk> WALKS =
      List.of(
          new Walk("from the number to the payment", PageLooksTest::pay),
          new Walk("several ways to pay", PageLooksTest::choose),
          new Walk("no wallet to link", PageLooksTest::noWallet),
          new Walk("money that is missing and added", PageLooksTest::addMoney),
          new Walk("money that only the app adds", PageLooksTest::addMoneyInTheApp),
          new Walk("in a frame", PageLooksTest::inAFrame),
          new Walk("a payment to confirm", PageLooksTest::confirm),
          new Walk("linking by consent in the checkout", PageLooksTest::consent),
          new Walk("linking by consent too late", PageLooksTest::lateConsent),
          new Walk("linking by consent for the shop", PageLooksTest::consentForTheShop),
          new Walk("not decided yet", PageLooksTest::undecided),
          new Walk("what went wrong on the way", PageLooksTest::stopped),
          new Walk("signed in by the shop", PageLooksTest::signIn),
          new Walk("what is refused", PageLooksTest::refused),
          new Walk("the end without a shop to go back to", PageLooksTest::endedHere));

  @TestFactory
  Stream<DynamicNode> every_page_is_looked_at() {
    return Stream.of(Language.values())
        .map(
            language -> {
              var texts = SeenTexts.of(TextBundle.of(language));
              var walks = WALKS.stream().map(walk -> test(walk, language, texts));
              var last =
                  dynamicTest("nothing was left out", () -> assertThat(texts.unseen()).isEmpty());
              return dynamicContainer(language.name(), Stream.concat(walks, Stream.of(last)));
            });
  }

  private static DynamicNode test(Walk walk, Language language, SeenTexts texts) {
    return dynamicTest(
        walk.name(),
        () -> {
          try (var looks = new Looks(CHROMIUM, language, texts)) {
            walk.way().accept(looks);
            assertThat(looks.faults()).isEmpty();
          }
        });
  }

  private static void pay(Looks looks) {
    var page = looks.newPage();
    var shop = GATEWAY.newShop();
    var phone = Shop.newPhone();
    PageLinks.makeTest(GATEWAY, shop);
    page.navigate(PageLinks.order(shop, shop.customer(phone), "1249.50"));
    looks.at(page, "number");
    page.locator("#mobile_number").fill("12345");
    press(page);
    looks.at(page, "number-wrong");
    page.locator("#mobile_number").fill(phone);
    press(page);
    looks.at(page, "otp");
    page.locator("#otp").fill("111111");
    press(page);
    looks.at(page, "otp-wrong");
    page.locator("#otp").fill(Shop.RIGHT_OTP);
    press(page);
    looks.at(page, "paid");
  }

  private static void choose(Looks looks) {
    var till = Till.open(GATEWAY);
    GATEWAY.configureFreecharge(till.shop().id());
    GATEWAY.configureAmazonpay(till.shop().id());
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "1249.50"));
    looks.at(page, "wallets-several");
    page.locator("a.button.plain").click();
    looks.at(page, "number-several");
    var number = page.url();
    keepAndUseOnce(looks, page, till);
    page.navigate(number);
    page.locator("form[action$='/pay'] button").click();
    looks.at(page, "hosted");
    var start = page.url();
    press(page);
    page.navigate(start);
    looks.at(page, "begun");
  }

  /// A number of the customer's own, and another person's.
  private static void keepAndUseOnce(Looks looks, Page page, Till till) {
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    var number = page.url();
    for (var phone : List.of(till.phone(), Shop.newPhone())) {
      page.navigate(number);
      page.locator("input[value=PAYTM]").check();
      page.locator("#mobile_number").fill(phone);
      press(page);
      looks.at(page, phone.equals(till.phone()) ? "otp-kept" : "otp-once");
    }
  }

  private static void noWallet(Looks looks) {
    var shop = GATEWAY.newShopWithoutGateway();
    var page = looks.newPage();
    page.navigate(PageLinks.order(shop, shop.customer(Shop.newPhone()), "1249.50"));
    looks.at(page, "number-none");
  }

  private static void addMoney(Looks looks) {
    var till = poor();
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "1249.50"));
    looks.at(page, "wallets-short");
    press(page);
    looks.at(page, "short");
    var start = page.url();
    press(page);
    looks.at(page, "onward");
    press(page);
    decide(page, "Decline");
    looks.at(page, "short-not-added");
    press(page);
    page.navigate(start);
    looks.at(page, "short-adding");
    GATEWAY.provider().setBalance(till.phone(), "5000");
    page.reload();
    looks.at(page, "short-enough");
    till.api().post("/wallets/" + till.wallet()).form("command", "delink").ok();
    page.reload();
    looks.at(page, "short-unlinked");
  }

  private static void addMoneyInTheApp(Looks looks) {
    var till = atGopay("200");
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "25000", "IDR"));
    press(page);
    looks.at(page, "short-app");
    page.locator("a.button.plain").click();
    looks.at(page, "wallets-waiting");
  }

  private static void inAFrame(Looks looks) {
    var till = poor();
    GATEWAY.configureGopay(till.shop().id());
    var page = looks.newPage();
    page.navigate(framed(PageLinks.order(till.shop(), till.customer(), "25000", "IDR")));
    looks.at(page, "framed-number");
    page.navigate(PageLinks.session(till, "1249.50"));
    var checkout = page.url();
    press(page);
    page.navigate(framed(checkout));
    looks.at(page, "framed-missing");
  }

  private static void confirm(Looks looks) {
    var till = atGopay("200000");
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "150000", "IDR"));
    var checkout = page.url();
    press(page);
    looks.at(page, "confirm");
    page.navigate(framed(checkout));
    looks.at(page, "framed-confirm");
  }

  private static void consent(Looks looks) {
    var shop = GATEWAY.newShop();
    GATEWAY.configureGopay(shop.id());
    var gopay = Consenting.at(shop, "GOPAY");
    var phone = Shop.newPhone();
    var page = looks.newPage();
    page.navigate(PageLinks.order(shop, gopay.customer(phone), "25000", "IDR"));
    looks.at(page, "number-consent");
    beginConsent(page, phone);
    looks.at(page, "consent");
    var go = page.url();
    page.navigate(go.replace("/consent/", "/linked/"));
    looks.at(page, "consent-pending");
    page.navigate(go);
    page.locator("a.button").click();
    decide(page, "Decline");
    looks.at(page, "consent-declined");
    page.locator("a.button").click();
    beginConsent(page, phone);
    var elsewhere = looks.newPage();
    var start = URI.create(page.locator("a.button").getAttribute("href"));
    var provider = Consenting.location(gopay.open(start));
    elsewhere.navigate(Consenting.decide(provider, phone, "decline").toString());
    looks.at(elsewhere, "linked-elsewhere");
  }

  private static void lateConsent(Looks looks) {
    var shop = GATEWAY.newShop();
    GATEWAY.configureGopay(shop.id());
    var phone = Shop.newPhone();
    var customer = Consenting.at(shop, "GOPAY").customer(phone);
    var page = looks.newPage();
    page.navigate(PageLinks.order(shop, customer, "25000", "IDR"));
    beginConsent(page, phone);
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    page.navigate(page.url().replace("/consent/", "/linked/"));
    looks.at(page, "consent-expired");
  }

  private static void consentForTheShop(Looks looks) {
    var shop = GATEWAY.newShop();
    GATEWAY.configureGopay(shop.id());
    var gopay = Consenting.at(shop, "GOPAY");
    var page = looks.newPage();
    for (var decision : List.of("Approve", "Decline")) {
      page.navigate(start(shop, gopay.wallet(Shop.newPhone())));
      decide(page, decision);
      looks.at(page, "linked-" + decision);
    }
    var begun = start(shop, gopay.wallet(Shop.newPhone()));
    var back = begun.replace("/wallets/link/start/", "/wallets/link/return/");
    page.navigate(back);
    looks.at(page, "linked-pending");
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    page.navigate(back);
    looks.at(page, "linked-expired");
  }

  private static void undecided(Looks looks) {
    var till = Till.open(GATEWAY);
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "7010.00"));
    press(page);
    looks.at(page, "waiting");
    page.navigate(PageLinks.session(till, "7020.00"));
    press(page);
    looks.at(page, "not-paid");
    page.navigate(PageLinks.topup(till, "7203.00"));
    press(page);
    looks.at(page, "checking");
    var again = PageLinks.topup(till, "again", "250");
    page.navigate(again);
    press(page);
    page.navigate(again);
    looks.at(page, "opened");
  }

  private static void stopped(Looks looks) {
    var till = Till.open(GATEWAY);
    var page = looks.newPage();
    page.navigate(PageLinks.topup(till, "7205.00"));
    press(page);
    looks.at(page, "forged");
    page.locator("a.button").click();
    looks.at(page, "topup-failed");
    page.navigate(PageLinks.topup(till, "250"));
    press(page);
    decide(page, "Approve");
    looks.at(page, "topup-done");
    var late = PageLinks.topup(till, "250");
    GATEWAY.clock().advance(Duration.ofMinutes(15));
    page.navigate(late);
    looks.at(page, "expired");
    var phonepe = Till.at(GATEWAY, GATEWAY.newShop("PHONEPE"), Shop.newPhone());
    var link = PageLinks.topup(phonepe, "250");
    GATEWAY.provider("PHONEPE").refuseConnections();
    page.navigate(link);
    looks.at(page, "away");
    GATEWAY.provider("PHONEPE").goUp();
  }

  /// Some cannot be had for the asking.
  private static void refused(Looks looks) {
    var page = looks.newPage();
    var sessions =
        new BrowserSessions(GATEWAY.keyRing(), new Ids(), () -> GATEWAY.gateway().baseUrl());
    var pages = new Pages(new Assets(), sessions);
    var browser = new Browser(Map.of(), looks.language().tag(), true, false, false);
    var wayOn = Optional.of(new Pages.WayOn("/", "_self", Optional.of(PageLinks.SHOP), "A shop"));
    var at = new RefusalPage.At("GET", "/refused");
    for (var kind : List.of("401", "403", "404", "429", "500", "503", "cookies", "frame_cookies")) {
      int status = kind.matches("[0-9]+") ? Integer.parseInt(kind) : 403;
      var refusal = Answer.html(status, "", Map.of());
      var refused = new Pages.Refused(kind, wayOn);
      fulfill(page, pages.refusal(refusal, browser, at, refused, PagePolicy.STRICT));
      looks.at(page, "refused-" + kind);
    }
  }

  private static void fulfill(Page page, Answer shown) {
    var url = GATEWAY.gateway().baseUrl() + "/refused";
    var answer =
        new Route.FulfillOptions()
            .setStatus(shown.status())
            .setContentType(shown.contentType())
            .setHeaders(shown.headers())
            .setBody(shown.body());
    page.route(url, route -> route.fulfill(answer));
    page.navigate(url);
  }

  private static void signIn(Looks looks) {
    var till = Till.open(GATEWAY);
    var page = looks.newPage();
    var link = PageLinks.order(till.shop(), till.customer(), "1249.50");
    var token = till.shop().clientToken(till.customer());
    PageLinks.shopThatSigns(page, link, token);
    page.navigate("https://shop.example/cart");
    press(page);
    looks.at(page, "signin");
    press(page);
    looks.at(page, "wallets");
  }

  private static void endedHere(Looks looks) {
    var page = looks.newPage();
    for (var amount : List.of("10", "7020.00")) {
      var till = Till.open(GATEWAY);
      till.pay(till.order(amount));
      page.navigate(PageLinks.finish(GATEWAY, till));
      looks.at(page, "ended-" + amount);
    }
  }

  private static Till poor() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "40");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    return till;
  }

  private static Till atGopay(String balance) {
    var shop = GATEWAY.newShopWithoutAccount("GOPAY");
    GATEWAY.configureGopay(shop.id());
    var till = Till.at(GATEWAY, shop, Shop.newPhone());
    GATEWAY.provider("GOPAY").setBalance(till.phone(), balance);
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    return till;
  }

  private static String framed(String link) {
    return link.replace("/merchant/pay/", "/merchant/ipay/");
  }

  private static String start(Shop shop, String wallet) {
    return Consenting.start(shop.command(wallet, "authenticate").ok()).toString();
  }

  private static void beginConsent(Page page, String phone) {
    page.locator("#mobile_number").fill(phone);
    press(page);
  }

  private static void press(Page page) {
    page.locator("button").first().click();
  }

  /// On the provider's page.
  private static void decide(Page page, String decision) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(decision)).click();
  }
}
