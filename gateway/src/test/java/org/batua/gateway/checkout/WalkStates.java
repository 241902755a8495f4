package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;

/// How a customer gets to each page of the table in `docs/states.md`.
final class WalkStates {
  private static final String SLOW = "9000000051";

  private final GatewayFixture gateway;

  /// Whether the browser that walks next runs scripts.
  boolean hasScripts = true;

  /// Pages that a link leads to, in a window and in a frame.
  final Map<String, Supplier<String>> byLink = new LinkedHashMap<>();

  /// Pages that a customer comes to on the way.
  final Map<String, Consumer<Page>> byWay = new LinkedHashMap<>();

  WalkStates(GatewayFixture gateway) {
    this.gateway = gateway;
    byLink.put("new", () -> newOrder("250.50"));
    byLink.put("limit", () -> tried("7012.00"));
    byLink.put("blocked", () -> tried("7013.00"));
    byLink.put("revoked", () -> tried("7014.00"));
    byLink.put("declined", () -> tried("7020.00"));
    byLink.put("not-sent", this::notSent);
    byLink.put("waiting", () -> tried("7010.00"));
    byLink.put("short", () -> tried(poor(), "100"));
    byLink.put("confirm", () -> tried(atGopay(), "150000", "IDR"));
    byLink.put("paid", () -> tried("9999.99"));
    addLinking();
    addMoney();
    addConsent();
    addTopups();
  }

  private void addLinking() {
    byWay.put("linked", page -> page.navigate(PageLinks.session(Till.open(gateway), "100")));
    byWay.put("too-low", page -> page.navigate(PageLinks.session(poor(), "100")));
    byWay.put("code", this::code);
    byWay.put(
        "wrong-number",
        page -> {
          page.navigate(newOrder("250.50"));
          number(page, "12345");
        });
    byWay.put(
        "wrong-code",
        page -> {
          code(page);
          page.locator("#otp").fill("111111");
          pressWithoutScript(page, "Verify and pay");
          page.locator("#otp-wrong").waitFor();
        });
    byWay.put("sending", this::sending);
    byWay.put(
        "ended-session",
        page -> {
          page.navigate(PageLinks.session(Till.open(gateway), "100"));
          gateway.clock().advance(Duration.ofMinutes(40));
          page.reload();
        });
  }

  private void addMoney() {
    byWay.put(
        "onward",
        page -> {
          page.navigate(PageLinks.session(poor(), "100"));
          press(page, "Add ₹60.00 and pay");
        });
    byWay.put("adding", page -> adding(page, poor()));
    byWay.put(
        "enough",
        page -> {
          var till = poor();
          adding(page, till);
          gateway.provider().setBalance(till.phone(), "500");
          page.reload();
        });
    byWay.put(
        "unlinked",
        page -> {
          var till = poor();
          adding(page, till);
          till.api().post("/wallets/" + till.wallet()).form("command", "delink").ok();
          page.reload();
        });
    addRefusals();
    byWay.put("hosted", page -> hosted(page));
    byWay.put(
        "begun",
        page -> {
          var start = hosted(page);
          if (!hasScripts) {
            press(page, "Continue to FreeCharge");
          } else {
            page.waitForURL(url -> !url.equals(start) && !url.contains("/merchant/pay/"));
          }
          page.navigate(start);
        });
  }

  private void addRefusals() {
    byWay.put(
        "again",
        page -> {
          page.navigate(PageLinks.session(Till.open(gateway), "7001.00"));
          press(page, "Pay ₹7,001.00");
          press(page, "Pay ₹7,001.00");
        });
    byWay.put(
        "late",
        page -> {
          var till = poor();
          adding(page, till);
          for (int i = 0; i < 3; i++) {
            gateway.clock().advance(Duration.ofMinutes(6));
            gateway.sweep();
          }
          page.navigate(page.url());
        });
    byWay.put(
        "refused",
        page -> {
          page.navigate(PageLinks.session(Till.open(gateway), "7013.00"));
          press(page, "Pay ₹7,013.00");
          page.locator(".notice").waitFor();
        });
    byWay.put(
        "cancelled",
        page -> {
          hosted(page);
          if (!hasScripts) {
            press(page, "Continue to FreeCharge");
          }
          press(page, "Cancel");
        });
  }

  private void addConsent() {
    byWay.put("consent", page -> consent(page));
    byWay.put(
        "consent-waiting", page -> page.navigate(consent(page).replace("/consent/", "/linked/")));
    byWay.put(
        "consent-declined",
        page -> {
          consent(page);
          if (!hasScripts) {
            page.getByRole(AriaRole.LINK, named("Continue to GoPay")).click();
          }
          press(page, "Decline");
        });
    byWay.put(
        "consent-expired",
        page -> {
          var go = consent(page);
          gateway.clock().advance(Duration.ofMinutes(16));
          page.navigate(go.replace("/consent/", "/linked/"));
        });
  }

  private void addTopups() {
    byWay.put(
        "opened",
        page -> {
          var link = topup("250");
          goToProvider(page, link);
          page.navigate(link);
        });
    byWay.put("checking", page -> goToProvider(page, topup("7203.00")));
    byWay.put(
        "expired",
        page -> {
          var link = topup("250");
          gateway.clock().advance(Duration.ofMinutes(15));
          page.navigate(link);
        });
    byWay.put(
        "away",
        page -> {
          var till = Till.at(gateway, gateway.newShop("PHONEPE"), Shop.newPhone());
          var link = PageLinks.topup(till, Till.newOrderId(), "250");
          gateway.provider("PHONEPE").refuseConnections();
          page.navigate(link);
          gateway.provider("PHONEPE").goUp();
        });
    byWay.put("forged", page -> goToProvider(page, topup("7205.00")));
  }

  /// A page leads on by itself where scripts run.
  private void goToProvider(Page page, String link) {
    page.navigate(link);
    var onward =
        page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue to MobiKwik"));
    if (!hasScripts && onward.isVisible()) {
      onward.click();
    }
  }

  private String topup(String amount) {
    return PageLinks.topup(Till.open(gateway), Till.newOrderId(), amount);
  }

  private void code(Page page) {
    page.navigate(newOrder("250.50"));
    number(page, Shop.newPhone());
    page.locator("#otp").waitFor();
  }

  private void sending(Page page) {
    var shop = gateway.newShop();
    var answer = new CountDownLatch(1);
    page.navigate(PageLinks.order(shop, shop.customer(SLOW), "250.50"));
    gateway.pace().answerAfter(() -> await(answer));
    number(page, SLOW);
    page.getByText("takes longer than usual").waitFor();
    page.onClose(_ -> answer.countDown());
    gateway.pace().answerAtOnce();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void adding(Page page, Till till) {
    page.navigate(PageLinks.session(till, "100"));
    var checkout = page.url();
    press(page, "Add ₹60.00 and pay");
    page.waitForURL(url -> !url.equals(checkout));
    page.navigate(checkout);
  }

  private String hosted(Page page) {
    var till = Till.open(gateway);
    gateway.configureFreecharge(till.shop().id());
    page.navigate(PageLinks.session(till, "100"));
    page.locator("details.way:has(.wallet-FREECHARGE) summary").click();
    press(page, "Pay on FreeCharge’s page");
    return gateway.gateway().baseUrl()
        + "/pay/start/"
        + till.shop().id()
        + "/"
        + gateway
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select txn.id from txn join merchant_order as o on o.id = order_ref"
                                + " where merchant_id = ?",
                            till.shop().id().value())
                        .mapTo(String.class)
                        .one());
  }

  private String consent(Page page) {
    var shop = gateway.newShop();
    gateway.configureGopay(shop.id());
    var phone = Shop.newPhone();
    var link = PageLinks.order(shop, Consenting.at(shop, "GOPAY").customer(phone), "2500", "IDR");
    var seen = new String[] {""};
    page.onFrameNavigated(
        frame -> {
          if (frame.url().contains("/consent/")) {
            seen[0] = frame.url();
          }
        });
    page.navigate(link);
    number(page, phone);
    page.waitForURL(url -> !seen[0].isEmpty());
    return seen[0];
  }

  private static void number(Page page, String phone) {
    page.locator("#mobile_number").fill(phone);
    page.locator("details.way[open] form[action$='/wallet'] button").click();
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  /// A code of six digits is sent by itself where scripts run.
  private void pressWithoutScript(Page page, String button) {
    var found = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button));
    if (!hasScripts) {
      found.click();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private Till poor() {
    var till = Till.open(gateway);
    gateway.provider().setBalance(till.phone(), "40");
    gateway.clock().advance(Duration.ofMinutes(1));
    return till;
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
