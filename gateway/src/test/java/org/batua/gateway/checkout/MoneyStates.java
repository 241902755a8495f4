package org.batua.gateway.checkout;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;

/// How a customer gets to the pages of [WalkStates] on which money is added, refused, or taken on
/// the provider's own page.
final class MoneyStates {
  private final GatewayFixture gateway;
  private final Map<String, Consumer<Visit>> byWay = new LinkedHashMap<>();

  MoneyStates(GatewayFixture gateway) {
    this.gateway = gateway;
    addMoney();
    addTopups();
  }

  Map<String, Consumer<Visit>> byWay() {
    return byWay;
  }

  /// A customer with ₹40 in the wallet, which is known only to those who ask again.
  static Till poor(GatewayFixture gateway) {
    var till = Till.open(gateway);
    gateway.provider().setBalance(till.phone(), "40");
    gateway.clock().advance(Duration.ofMinutes(1));
    return till;
  }

  private Till poor() {
    return poor(gateway);
  }

  private void addMoney() {
    byWay.put("onward", visit -> add(visit, poor(), "100"));
    byWay.put("adding", visit -> adding(visit, poor()));
    byWay.put(
        "enough",
        visit -> {
          var till = poor();
          adding(visit, till);
          gateway.provider().setBalance(till.phone(), "500");
          visit.reload();
        });
    byWay.put(
        "unlinked",
        visit -> {
          var till = poor();
          adding(visit, till);
          till.api().post("/wallets/" + till.wallet()).form("command", "delink").ok();
          visit.reload();
        });
    addRefusals();
    byWay.put("hosted", visit -> hosted(visit));
    byWay.put("preparing", this::preparing);
    byWay.put("adding-slowly", this::addingSlowly);
    byWay.put(
        "begun",
        visit -> {
          var start = hosted(visit);
          if (!visit.hasScripts()) {
            visit.press("Continue to FreeCharge");
          } else {
            visit.page().waitForURL(url -> !url.equals(start) && !url.contains("/merchant/pay/"));
          }
          visit.page().navigate(start);
        });
  }

  private void addRefusals() {
    byWay.put(
        "again",
        visit -> {
          visit.openKnown(Till.open(gateway), "7001.00");
          visit.press("Pay ₹7,001.00");
          visit.leaveFrame();
          visit.press("Pay ₹7,001.00");
        });
    byWay.put(
        "late",
        visit -> {
          adding(visit, poor());
          for (int i = 0; i < 3; i++) {
            gateway.clock().advance(Duration.ofMinutes(6));
            gateway.sweep();
          }
          visit.reload();
        });
    byWay.put(
        "refused",
        visit -> {
          visit.openKnown(Till.open(gateway), "7013.00");
          visit.press("Pay ₹7,013.00");
          visit.locator(".notice").waitFor();
        });
    byWay.put(
        "cancelled",
        visit -> {
          hosted(visit);
          if (!visit.hasScripts()) {
            visit.press("Continue to FreeCharge");
          }
          visit.press("Cancel");
        });
  }

  /// Of a shop's own; those that began in a frame add what a payment lacks.
  private void addTopups() {
    byWay.put(
        "opened",
        visit -> {
          var link = topup(visit, "250");
          goToProvider(visit);
          visit.page().navigate(link);
        });
    byWay.put("checking", visit -> atProvider(visit, "7203.00"));
    byWay.put(
        "expired",
        visit -> {
          var link = PageLinks.topup(Till.open(gateway), Till.newOrderId(), "250");
          gateway.clock().advance(Duration.ofMinutes(15));
          visit.page().navigate(link);
        });
    byWay.put(
        "away",
        visit -> {
          var till = Till.at(gateway, gateway.newShop("PHONEPE"), Shop.newPhone());
          var link = PageLinks.topup(till, Till.newOrderId(), "250");
          gateway.provider("PHONEPE").refuseConnections();
          visit.page().navigate(link);
          gateway.provider("PHONEPE").goUp();
        });
    byWay.put("forged", visit -> atProvider(visit, "7205.00"));
  }

  private void atProvider(Visit visit, String amount) {
    topup(visit, amount);
    goToProvider(visit);
    visit.locator("h1:not(:has-text('Add money to your wallet'))").waitFor();
  }

  /// Opens the page that leads to a top-up's provider.
  ///
  /// @return its address
  private String topup(Visit visit, String amount) {
    if (!visit.isFramed()) {
      var link = PageLinks.topup(Till.open(gateway), Till.newOrderId(), amount);
      visit.page().navigate(link);
      return link;
    }
    var seen = WalkStates.seen(visit, "/wallets/topup/start/");
    add(visit, poor(), new BigDecimal(amount).add(BigDecimal.valueOf(40)).toString());
    visit.page().waitForURL(url -> !seen.toString().isEmpty());
    return seen.toString();
  }

  /// A page leads on by itself where scripts run.
  private static void goToProvider(Visit visit) {
    var onward = visit.button("Continue to MobiKwik");
    if (!visit.hasScripts() && onward.isVisible()) {
      onward.click();
    }
  }

  /// Begins to add what a payment lacks.
  ///
  /// @return where the payment waits
  private static String add(Visit visit, Till till, String amount) {
    visit.openKnown(till, amount);
    var checkout = visit.frame().url().replace("/merchant/ipay/", "/merchant/pay/");
    visit.press(visit.locator(".way[open] .button").textContent());
    visit.leaveFrame();
    visit.page().waitForURL(url -> !url.equals(checkout));
    return checkout;
  }

  private static void adding(Visit visit, Till till) {
    visit.page().navigate(add(visit, till, "100"));
  }

  /// A payment that a slow provider has already.
  private void preparing(Visit visit) {
    var shop = gateway.newShopWithoutGateway();
    gateway.configureFreecharge(shop.id());
    var start = PageLinks.hosted(shop, WalkStates.SLOW, "250.00");
    var here = gateway.open().base() + URI.create(start).getPath();
    gateway.browserAtProviders().open(here).submit();
    slowly(visit, start);
  }

  private void addingSlowly(Visit visit) {
    var till = Till.at(gateway, gateway.newShop("PHONEPE"), WalkStates.SLOW);
    slowly(visit, PageLinks.topup(till, Till.newOrderId(), "250"));
  }

  /// Opens a page whose provider answers once the visit is over.
  private void slowly(Visit visit, String link) {
    var answer = new CountDownLatch(1);
    visit.page().onClose(_ -> answer.countDown());
    gateway.pace().answerAfter(answer);
    visit.page().navigate(link);
    gateway.pace().answerAtOnce();
  }

  private String hosted(Visit visit) {
    var till = Till.open(gateway);
    gateway.configureFreecharge(till.shop().id());
    visit.openKnown(till, "100");
    visit.locator("details.way:has(.wallet-FREECHARGE) summary").click();
    visit.press("Pay on FreeCharge’s page");
    visit.leaveFrame();
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
}
