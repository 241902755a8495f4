package org.batua.gateway.checkout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;

/// How a customer gets to each page of the table in `docs/states.md`.
final class WalkStates {
  static final String SLOW = "9000000051";

  private final GatewayFixture gateway;

  /// Pages that a link leads to.
  final Map<String, Supplier<String>> byLink = new LinkedHashMap<>();

  /// Pages that a customer comes to on the way.
  final Map<String, Consumer<Visit>> byWay = new LinkedHashMap<>();

  WalkStates(GatewayFixture gateway) {
    this.gateway = gateway;
    byLink.put("new", () -> newOrder("250.50"));
    byLink.put("limit", () -> tried("7012.00"));
    byLink.put("blocked", () -> tried("7013.00"));
    byLink.put("revoked", () -> tried("7014.00"));
    byLink.put("declined", () -> tried("7020.00"));
    byLink.put("not-sent", this::notSent);
    byLink.put("waiting", () -> tried("7010.00"));
    byLink.put("short", () -> tried(MoneyStates.poor(gateway), "100"));
    byLink.put("confirm", () -> tried(atGopay(), "150000", "IDR"));
    byLink.put("paid", () -> tried("9999.99"));
    addLinking();
    addConsent();
    byWay.putAll(new MoneyStates(gateway).byWay());
  }

  private void addLinking() {
    byWay.put("linked", visit -> visit.openKnown(Till.open(gateway), "100"));
    byWay.put("too-low", visit -> visit.openKnown(MoneyStates.poor(gateway), "100"));
    byWay.put(
        "forgotten",
        visit -> {
          visit.openKnown(Till.open(gateway), "100");
          visit.press("Forget this wallet");
          visit.locator(".notice").waitFor();
        });
    byWay.put("signin", visit -> visit.bringSignedIn(Till.open(gateway), "100"));
    byWay.put("code", this::code);
    byWay.put(
        "wrong-number",
        visit -> {
          visit.open(newOrder("250.50"));
          number(visit, "12345");
          visit.locator("[aria-invalid=true]").waitFor();
        });
    byWay.put(
        "wrong-code",
        visit -> {
          code(visit);
          visit.locator("#otp").fill("111111");
          pressWithoutScript(visit, "Verify and pay");
          visit.locator("#otp-wrong").waitFor();
        });
    byWay.put("sending", this::sending);
    byWay.put(
        "ended-session",
        visit -> {
          visit.openKnown(Till.open(gateway), "100");
          gateway.clock().advance(Duration.ofMinutes(40));
          visit.reload();
        });
    byWay.put(
        "no-cookies",
        visit -> {
          visit.open(newOrder("250.50"));
          visit.page().context().clearCookies();
          number(visit, Shop.newPhone());
          visit.locator("a.button").waitFor();
        });
  }

  private void addConsent() {
    byWay.put("consent", visit -> consent(visit));
    byWay.put(
        "consent-waiting",
        visit -> visit.page().navigate(consent(visit).replace("/consent/", "/linked/")));
    byWay.put(
        "consent-declined",
        visit -> {
          consent(visit);
          if (!visit.hasScripts()) {
            visit.locator("a.button").click();
          }
          visit.press("Decline");
        });
    byWay.put(
        "consent-expired",
        visit -> {
          var go = consent(visit);
          gateway.clock().advance(Duration.ofMinutes(16));
          visit.page().navigate(go.replace("/consent/", "/linked/"));
        });
  }

  private void code(Visit visit) {
    visit.open(newOrder("250.50"));
    number(visit, Shop.newPhone());
    visit.locator("#otp").waitFor();
  }

  private void sending(Visit visit) {
    var shop = gateway.newShop();
    var answer = new CountDownLatch(1);
    visit.mayFrame(shop);
    visit.open(PageLinks.order(shop, shop.customer(SLOW), "250.50"));
    gateway.pace().answerAfter(answer);
    number(visit, SLOW);
    visit.frame().getByText("takes longer than usual").waitFor();
    visit.page().onClose(_ -> answer.countDown());
    gateway.pace().answerAtOnce();
  }

  private String consent(Visit visit) {
    var shop = gateway.newShop();
    gateway.configureGopay(shop.id());
    visit.mayFrame(shop);
    var phone = Shop.newPhone();
    var link = PageLinks.order(shop, Consenting.at(shop, "GOPAY").customer(phone), "2500", "IDR");
    var seen = seen(visit, "/consent/");
    visit.open(link);
    visit.leaveFrame();
    number(visit, phone);
    visit.page().waitForURL(url -> !seen.toString().isEmpty());
    return seen.toString();
  }

  /// The latest address of this kind that the visit comes to.
  static StringBuilder seen(Visit visit, String kind) {
    var seen = new StringBuilder();
    visit
        .page()
        .onFrameNavigated(
            frame -> {
              if (frame.url().contains(kind)) {
                seen.replace(0, seen.length(), frame.url());
              }
            });
    return seen;
  }

  static void number(Visit visit, String phone) {
    visit.locator("#mobile_number").fill(phone);
    visit.locator("details.way[open] form[action$='/wallet'] button").click();
  }

  /// A code of six digits is sent by itself where scripts run.
  private static void pressWithoutScript(Visit visit, String button) {
    if (!visit.hasScripts()) {
      visit.press(button);
    }
  }

  private Till atGopay() {
    var shop = gateway.newShopWithoutAccount("GOPAY");
    gateway.configureGopay(shop.id());
    return Till.at(gateway, shop, Shop.newPhone());
  }

  String newOrder(String amount) {
    var till = Till.open(gateway);
    return link(till, amount, "INR");
  }

  private String tried(String amount) {
    return tried(Till.open(gateway), amount);
  }

  private String tried(Till till, String amount) {
    return tried(till, amount, "INR");
  }

  /// The link of an order that was tried to be paid.
  private String tried(Till till, String amount, String currency) {
    var link = link(till, amount, currency);
    till.payment(orderOf(till), till.token()).send();
    return link;
  }

  private String notSent() {
    var till = Till.open(gateway);
    var link = link(till, "100", "INR");
    var token = till.token();
    gateway.provider().refuseConnections();
    till.payment(orderOf(till), token).send();
    gateway.provider().goUp();
    return link;
  }

  private String orderOf(Till till) {
    return gateway
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select order_id from merchant_order where merchant_id = ?",
                        till.shop().id().value())
                    .mapTo(String.class)
                    .one());
  }

  private String link(Till till, String amount, String currency) {
    var shop = till.shop();
    gateway.gateway().frameOrigins().replace(shop.id(), List.of("https://shop.example"));
    // with the ribbon there is least room on the first screen
    PageLinks.makeTest(gateway, shop);
    return PageLinks.order(shop, till.customer(), amount, currency);
  }
}
