package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The timeline of an order has all that happened to it, as far as one may see it.
class TimelineRowTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void moves_calls_webhooks_and_people_stand_in_one_story() {
    try (var receiver = WebhookReceiver.open()) {
      var till = Till.open(GATEWAY);
      till.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
      var order = till.paid("50");
      GATEWAY.sweep();
      var support = at(till.shop(), Role.SUPPORT);
      open(support, order);
      support.post(path(support, order) + "/ask");
      var page = open(support, order);
      assertThat(page)
          .contains("class=\"move\"", "class=\"call\"", "class=\"webhook\"", "class=\"action\"")
          .contains("Debit", "ORDER_SUCCEEDED", "HTTP 200", "Provider asked");
      var developer = open(at(till.shop(), Role.DEVELOPER), order);
      assertThat(developer)
          .contains("What went over the wire", "statuscode")
          .doesNotContain(till.phone());
      var viewer = open(at(till.shop(), Role.VIEWER), order);
      assertThat(viewer).contains("class=\"call\"").doesNotContain("over the wire", "statuscode");
    }
  }

  @Test
  void a_providers_notification_stands_there_as_well() {
    var shop = GATEWAY.newShopWithoutAccount("GOPAY");
    GATEWAY.configureGopay(shop.id());
    var till = Till.at(GATEWAY, shop, Shop.newPhone());
    var order = till.paid("100");
    var reference = payment(till, "reference");
    var account = payment(till, "provider_account_id");
    var signed = reference + "200" + "100.00" + GatewayFixture.GOPAY_KEY;
    var body =
        """
        {"order_id":"%s","status_code":"200","gross_amount":"100.00",
         "transaction_status":"settlement","signature_key":"%s"}
        """
            .formatted(reference, DigestUtils.sha512Hex(signed.getBytes(StandardCharsets.UTF_8)));
    var reply = GATEWAY.open().post("/notifications/gopay/" + account).json(body).send();
    assertThat(reply.status()).isEqualTo(200);
    GATEWAY.sweep();
    var page = open(at(shop, Role.VIEWER), order);
    assertThat(page).contains("class=\"notification\"", "Applied");
  }

  private static String payment(Till till, String column) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select("select " + column + " from txn where wallet_id = ?", till.wallet())
                    .mapTo(String.class)
                    .first());
  }

  private static OperatorBrowser at(Shop shop, Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), role);
    browser.get("/dashboard/me");
    browser.get("/dashboard/m/" + shop.id());
    return browser;
  }

  private static String open(OperatorBrowser browser, String order) {
    GATEWAY.sweep();
    return browser.get(path(browser, order)).body();
  }

  private static String path(OperatorBrowser browser, String order) {
    var merchant = merchantOf(order);
    return browser
        .get("/dashboard/m/" + merchant + "/search?q=" + order)
        .headers()
        .firstValue("location")
        .orElseThrow();
  }

  private static String merchantOf(String order) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select("select merchant_id from merchant_order where order_id = ?", order)
                    .mapTo(String.class)
                    .first());
  }
}
