package org.batua.gateway.checkout;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.batua.gateway.redirect.RedirectPaths;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;

/// The addresses at which customers come in.
final class PageLinks {
  static final String SHOP = "https://shop.example/done";

  private PageLinks() {}

  /// The payment link of a new order.
  static String order(Shop shop, String customer, String amount) {
    return order(shop, customer, amount, "INR");
  }

  static String order(Shop shop, String customer, String amount, String currency) {
    return shop.api()
        .post("/orders")
        .form(
            "order_id",
            Till.newOrderId(),
            "amount",
            amount,
            "currency",
            currency,
            "customer_id",
            customer,
            "description",
            "Copper water bottle, 1 litre",
            "return_url",
            SHOP)
        .ok()
        .at("/payment_links/web")
        .asString();
  }

  /// The link of a new session, which knows the customer.
  static String session(Till till, String amount) {
    return session(till, amount, "INR");
  }

  static String session(Till till, String amount, String currency) {
    return till.api()
        .post("/session")
        .json(
            """
            {"order_id":"%s","amount":"%s","customer_id":"%s","return_url":"%s",
             "currency":"%s","description":"Copper water bottle, 1 litre"}
            """
                .formatted(Till.newOrderId(), amount, till.customer(), SHOP, currency))
        .ok()
        .at("/payment_links/web")
        .asString();
  }

  /// Where a browser goes after the only payment from a till's wallet.
  static String finish(GatewayFixture gateway, Till till) {
    var only = "select id from txn where wallet_id = ?";
    var txn =
        gateway
            .tables()
            .withHandle(handle -> handle.select(only, till.wallet()).mapTo(String.class).one());
    return gateway.gateway().baseUrl() + RedirectPaths.finish(till.shop().id(), txn);
  }

  /// Where the customer of a new payment on FreeCharge's page begins.
  static String hosted(Shop shop, String phone, String amount) {
    return shop.payOnPage("FREECHARGE", Till.newOrderId(), amount, phone, SHOP)
        .at("/payment/authentication/url")
        .asString();
  }

  /// The link of a new top-up that comes back to the shop.
  ///
  /// @param name the merchant's id of it
  static String topup(Till till, String name, String amount) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", amount, "topup_txn_id", name, "return_url", SHOP)
        .ok()
        .path("payment_url")
        .asString();
  }

  /// The link of a new top-up that comes back to nowhere.
  static String topup(Till till, String amount) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", amount, "topup_txn_id", Till.newOrderId())
        .ok()
        .path("payment_url")
        .asString();
  }

  /// A page of the shop's with a form that signs its visitor in at the checkout.
  static void shopThatSigns(Page page, String link, String clientToken) {
    var form =
        "<form method=post action='%s'><input name=client_auth_token value=%s><button>Pay</button>"
            .formatted(link, clientToken);
    page.route(
        "https://shop.example/**",
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(form)));
  }

  /// Makes a merchant one that no real money moves for.
  static void makeTest(GatewayFixture gateway, Shop shop) {
    gateway
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update merchant set purpose = 'DEVELOPMENT' where id = ?", shop.id().value()));
  }
}
