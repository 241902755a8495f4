package org.batua.gateway.checkout;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;

/// The pages on a customer's way to a provider and back, for those who look at them.
final class ProviderLooks {
  private final GatewayFixture gateway;

  ProviderLooks(GatewayFixture gateway) {
    this.gateway = gateway;
  }

  void addMoney(Looks looks) {
    var till = poor();
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "1249.50"));
    looks.at(page, "wallets-short");
    var start = page.url();
    Looks.press(page);
    looks.at(page, "onward");
    Looks.press(page);
    looks.atProvider(page, "provider-add-money");
    decide(page, "Decline");
    looks.at(page, "short-not-added");
    Looks.press(page);
    page.navigate(start);
    looks.at(page, "short-adding");
    gateway.provider().setBalance(till.phone(), "5000");
    page.reload();
    looks.at(page, "short-enough");
    till.api().post("/wallets/" + till.wallet()).form("command", "delink").ok();
    page.reload();
    looks.at(page, "short-unlinked");
  }

  void refusedAgain(Looks looks) {
    var page = looks.newPage();
    page.navigate(PageLinks.session(Till.open(gateway), "7001.00"));
    Looks.press(page);
    Looks.press(page);
    looks.at(page, "short-again");
  }

  void addMoneyInTheApp(Looks looks) {
    var till = atGopay("200");
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "25000", "IDR"));
    Looks.press(page);
    looks.at(page, "short-app");
    page.locator("a.button.plain").click();
    looks.at(page, "wallets-waiting");
  }

  void inAFrame(Looks looks) {
    var till = poor();
    gateway.configureGopay(till.shop().id());
    var page = looks.newPage();
    page.navigate(framed(PageLinks.order(till.shop(), till.customer(), "25000", "IDR")));
    looks.at(page, "framed-number");
    page.navigate(PageLinks.session(till, "1249.50"));
    var checkout = page.url();
    Looks.press(page);
    page.navigate(framed(checkout));
    looks.at(page, "framed-missing");
  }

  void confirm(Looks looks) {
    var till = atGopay("200000");
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "2500", "IDR"));
    Looks.press(page);
    looks.at(page, "paid-rupiah");
    page.navigate(PageLinks.session(till, "150000", "IDR"));
    var checkout = page.url();
    Looks.press(page);
    looks.at(page, "confirm");
    page.locator("a.button").first().click();
    looks.atProvider(page, "provider-confirm");
    page.navigate(framed(checkout));
    looks.at(page, "framed-confirm");
  }

  void consent(Looks looks) {
    var shop = gateway.newShop();
    gateway.configureGopay(shop.id());
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
    looks.atProvider(page, "provider-consent");
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

  void lateConsent(Looks looks) {
    var shop = gateway.newShop();
    gateway.configureGopay(shop.id());
    var phone = Shop.newPhone();
    var customer = Consenting.at(shop, "GOPAY").customer(phone);
    var page = looks.newPage();
    page.navigate(PageLinks.order(shop, customer, "25000", "IDR"));
    beginConsent(page, phone);
    gateway.clock().advance(Duration.ofMinutes(16));
    page.navigate(page.url().replace("/consent/", "/linked/"));
    looks.at(page, "consent-expired");
  }

  void consentForTheShop(Looks looks) {
    var shop = gateway.newShop();
    gateway.configureGopay(shop.id());
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
    gateway.clock().advance(Duration.ofMinutes(16));
    page.navigate(back);
    looks.at(page, "linked-expired");
  }

  void undecided(Looks looks) {
    var till = Till.open(gateway);
    var page = looks.newPage();
    page.navigate(PageLinks.session(till, "7010.00"));
    Looks.press(page);
    looks.at(page, "waiting");
    page.navigate(PageLinks.session(till, "7020.00"));
    Looks.press(page);
    looks.at(page, "not-paid");
    page.navigate(PageLinks.topup(till, "7203.00"));
    Looks.press(page);
    looks.at(page, "checking");
    var again = PageLinks.topup(till, "again", "250");
    page.navigate(again);
    Looks.press(page);
    page.navigate(again);
    looks.at(page, "opened");
  }

  void stopped(Looks looks) {
    var till = Till.open(gateway);
    var page = looks.newPage();
    page.navigate(PageLinks.topup(till, "7205.00"));
    Looks.press(page);
    looks.at(page, "forged");
    page.locator("a.button").click();
    looks.at(page, "topup-failed");
    page.navigate(PageLinks.topup(till, "250"));
    Looks.press(page);
    decide(page, "Approve");
    looks.at(page, "topup-done");
    var late = PageLinks.topup(till, "250");
    gateway.clock().advance(Duration.ofMinutes(15));
    page.navigate(late);
    looks.at(page, "expired");
    var phonepe = Till.at(gateway, gateway.newShop("PHONEPE"), Shop.newPhone());
    var link = PageLinks.topup(phonepe, "250");
    gateway.provider("PHONEPE").refuseConnections();
    page.navigate(link);
    looks.at(page, "away");
    gateway.provider("PHONEPE").goUp();
  }

  void endedHere(Looks looks) {
    var page = looks.newPage();
    for (var amount : List.of("10", "7020.00")) {
      var till = Till.open(gateway);
      till.pay(till.order(amount));
      page.navigate(PageLinks.finish(gateway, till));
      looks.at(page, "ended-" + amount);
    }
  }

  private Till poor() {
    var till = Till.open(gateway);
    gateway.provider().setBalance(till.phone(), "40");
    gateway.clock().advance(Duration.ofMinutes(1));
    return till;
  }

  private Till atGopay(String balance) {
    var shop = gateway.newShopWithoutAccount("GOPAY");
    gateway.configureGopay(shop.id());
    var till = Till.at(gateway, shop, Shop.newPhone());
    gateway.provider("GOPAY").setBalance(till.phone(), balance);
    gateway.clock().advance(Duration.ofMinutes(1));
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
    Looks.press(page);
  }

  /// On the provider's page.
  private static void decide(Page page, String decision) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(decision)).click();
  }
}
