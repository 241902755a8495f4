package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Money;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Browser;
import org.batua.gateway.http.RefusalPage;
import org.batua.gateway.page.Assets;
import org.batua.gateway.page.Brand;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.PagePolicy;
import org.batua.gateway.page.PageRequest;
import org.batua.gateway.page.Pages;
import org.batua.gateway.page.TextBundle;
import org.batua.gateway.page.WalletPictures;
import org.batua.gateway.redirect.OrderSummary;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.HtmlCheck;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every page is looked at, in every state and in each language: see [Looks]. English comes first
/// and is checked for more than its texts; the other languages are a proof of their own.
@Tag(Chromium.TAG)
@Order(1)
class PageLooksTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final Map<String, String> FACE =
      Map.of(
          "accent",
          "#7a1f3d",
          "logo",
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\">"
              + "<rect width=\"60\" height=\"40\" rx=\"8\" fill=\"#7a1f3d\"/>"
              + "<path d=\"M15 28l15-18 15 18z\" fill=\"#fff\"/></svg>",
          "support_phone",
          "+91 80 1234 5678",
          "support_email",
          "help@shop.example",
          "support_url",
          "https://shop.example/help",
          "terms_url",
          "https://shop.example/terms",
          "order_lines",
          "Size=udf1\nSeat=metadata.seat");
  private static final Brand A_SHOP =
      new Brand(
          "A shop",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          /* isTest= */ false);
  private static final OrderSummary SUMMARY =
      new OrderSummary(A_SHOP, Money.inr(124_950), "Copper water bottle", "T1", List.of());
  private static final ProviderLooks PROVIDERS = new ProviderLooks(GATEWAY);

  @BeforeAll
  static void nameTheShopAtItsProviders() {
    GATEWAY.provider("MOBIKWIK").nameMerchant("MBK9006", "A shop");
    GATEWAY.provider("GOPAY").nameMerchant("G141532850", "A shop");
    GATEWAY.provider("FREECHARGE").nameMerchant("FCSIM01", "A shop");
  }

  private record Walk(String name, Consumer<Looks> way) {}

  private static final List<Walk> WALKS =
      List.of(
          new Walk("from the number to the payment", PageLooksTest::pay),
          new Walk("a shop with a face", PageLooksTest::branded),
          new Walk("several ways to pay", PageLooksTest::choose),
          new Walk("no wallet to link", PageLooksTest::noWallet),
          new Walk("money that is missing and added", PROVIDERS::addMoney),
          new Walk("money that is there and refused", PROVIDERS::refusedAgain),
          new Walk("money that only the app adds", PROVIDERS::addMoneyInTheApp),
          new Walk("in a frame", PROVIDERS::inAFrame),
          new Walk("a payment to confirm", PROVIDERS::confirm),
          new Walk("linking by consent in the checkout", PROVIDERS::consent),
          new Walk("linking by consent too late", PROVIDERS::lateConsent),
          new Walk("linking by consent for the shop", PROVIDERS::consentForTheShop),
          new Walk("not decided yet", PROVIDERS::undecided),
          new Walk("what went wrong on the way", PROVIDERS::stopped),
          new Walk("signed in by the shop", PageLooksTest::signIn),
          new Walk("what is refused", PageLooksTest::refused),
          new Walk("the end without a shop to go back to", PROVIDERS::endedHere));

  @TestFactory
  Stream<DynamicNode> every_page_is_looked_at() {
    return walks(Language.EN);
  }

  @TestFactory
  @Tag("proof")
  Stream<DynamicNode> every_page_is_looked_at_in_hindi() {
    return walks(Language.HI);
  }

  private static Stream<DynamicNode> walks(Language language) {
    var texts = SeenTexts.of(TextBundle.of(language));
    var html = new HtmlCheck();
    var walks = WALKS.stream().map(walk -> test(walk, language, texts, html));
    var last =
        Stream.of(
            dynamicTest("nothing was left out", () -> assertThat(texts.unseen()).isEmpty()),
            dynamicTest("the HTML is valid", () -> assertValid(html)));
    return Stream.concat(walks, last);
  }

  private static void assertValid(HtmlCheck html) throws Exception {
    assertThat(html.faults(Files.createTempDirectory("html"))).isEmpty();
  }

  /// Of the other languages what is longest and most often seen.
  @TestFactory
  @Tag("proof")
  Stream<DynamicNode> the_payment_fits_a_phone_in_every_language() {
    return Stream.of(Language.values())
        .filter(language -> language != Language.EN && language != Language.HI)
        .map(
            language ->
                test(
                    new Walk(language.ownName(), PageLooksTest::pay),
                    language,
                    SeenTexts.of(TextBundle.of(language)),
                    new HtmlCheck()));
  }

  private static DynamicNode test(Walk walk, Language language, SeenTexts texts, HtmlCheck html) {
    return dynamicTest(
        walk.name(),
        () -> {
          try (var looks = new Looks(CHROMIUM, language, texts, html)) {
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
    Looks.press(page);
    looks.at(page, "number-wrong");
    page.locator("#mobile_number").fill(phone);
    Looks.press(page);
    looks.at(page, "otp");
    page.locator("#otp").fill("111111");
    Looks.press(page);
    looks.at(page, "otp-wrong");
    page.locator("#otp").fill(Shop.RIGHT_OTP);
    Looks.press(page);
    looks.at(page, "paid");
  }

  private static void branded(Looks looks) {
    var shop = GATEWAY.newShop();
    var phone = Shop.newPhone();
    GATEWAY.gateway().brandings().change(shop.id(), FACE);
    var order = new ArrayList<>(List.of("order_id", Till.newOrderId(), "amount", "1249"));
    order.addAll(List.of("customer_id", shop.customer(phone), "return_url", PageLinks.SHOP));
    order.addAll(List.of("udf1", "XL", "metadata.seat", "14C", "description", "Two tickets"));
    var created = shop.api().post("/orders").form(order.toArray(String[]::new)).ok();
    var page = looks.newPage();
    page.navigate(created.at("/payment_links/web").asString());
    page.locator(".bill-more summary").click();
    looks.at(page, "branded");
    page.locator("#mobile_number").fill(phone);
    Looks.press(page);
    page.locator("#otp").fill(Shop.RIGHT_OTP);
    Looks.press(page);
    looks.at(page, "branded-paid");
  }

  private static void choose(Looks looks) {
    var till = Till.open(GATEWAY);
    GATEWAY.configureFreecharge(till.shop().id());
    GATEWAY.configureAmazonpay(till.shop().id());
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "1249.50"));
    looks.at(page, "wallets-several");
    var wallets = page.url();
    page.navigate(wallets + "/wallet");
    looks.at(page, "number-several");
    keepAndUseOnce(looks, page, till);
    page.navigate(wallets);
    way(page, "FREECHARGE").locator("summary").click();
    way(page, "FREECHARGE").locator("form[action$='/pay'] button").click();
    looks.at(page, "hosted");
    var start = page.url();
    Looks.press(page);
    looks.atProvider(page, "provider-payment");
    page.navigate(start);
    looks.at(page, "begun");
  }

  /// A number of the customer's own, and another person's.
  private static void keepAndUseOnce(Looks looks, Page page, Till till) {
    GATEWAY.configure(till.shop().id(), "PAYTM", Optional.empty(), Map.of());
    var number = page.url();
    for (var phone : List.of(till.phone(), Shop.newPhone())) {
      page.navigate(number);
      if (way(page, "PAYTM").getAttribute("open") == null) {
        way(page, "PAYTM").locator("summary").click();
      }
      way(page, "PAYTM").locator("[type=tel]").fill(phone);
      way(page, "PAYTM").locator("button").first().click();
      looks.at(page, phone.equals(till.phone()) ? "otp-kept" : "otp-once");
    }
  }

  private static void noWallet(Looks looks) {
    var shop = GATEWAY.newShopWithoutGateway();
    var page = looks.newPage();
    page.navigate(PageLinks.order(shop, shop.customer(Shop.newPhone()), "1249.50"));
    looks.at(page, "number-none");
  }

  /// Some cannot be had for the asking.
  private static void refused(Looks looks) {
    var page = looks.newPage();
    var sessions =
        new BrowserSessions(GATEWAY.keyRing(), new Ids(), () -> GATEWAY.gateway().baseUrl());
    var pages = new Pages(new Assets(WalletPictures.NONE), sessions);
    var browser = new Browser(Map.of(), looks.language().tag(), true, false, false);
    var wayOn = Optional.of(new Pages.WayOn("/", "_self", Optional.of(PageLinks.SHOP), A_SHOP));
    var at = new RefusalPage.At("GET", "/refused", "", /* isLost= */ false);
    for (var kind : List.of("401", "403", "404", "429", "500", "503", "cookies", "frame_cookies")) {
      int status = kind.matches("[0-9]+") ? Integer.parseInt(kind) : 403;
      var refusal = Answer.html(status, "", Map.of());
      var refused = new Pages.Refused(kind, wayOn);
      fulfill(page, pages.refusal(refusal, browser, at, refused, PagePolicy.STRICT));
      looks.at(page, "refused-" + kind);
    }
    var place = new CheckoutPlace(SUMMARY, "/", Optional.of(PageLinks.SHOP), /* isFramed= */ false);
    for (var kind : LinkStep.Kind.values()) {
      var step = new LinkingPages.Step(place, kind.name(), "MobiKwik");
      var request =
          new PageRequest("", "", looks.language(), "/refused", /* isScript= */ false, List.of());
      fulfill(page, pages.show(request, "step", step));
      looks.at(page, "step-" + kind.name().toLowerCase(Locale.ROOT));
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
    Looks.press(page);
    looks.at(page, "signin");
    Looks.press(page);
    looks.at(page, "wallets");
  }

  private static Locator way(Page page, String gateway) {
    return page.locator("details.way:has(.wallet-" + gateway + ")").last();
  }
}
