package org.batua.gateway.checkout;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// A shop whose customers open the checkout in browsers without scripts.
@ResourceLock("CheckoutBench")
abstract class CheckoutBench {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  final Shop shop = GATEWAY.newShop();
  final String phone = Shop.newPhone();
  final PlainBrowser browser = new PlainBrowser(GATEWAY.open());

  String policy(String path) {
    return browser.open(path).shown().header("content-security-policy").orElse("");
  }

  static int debits(String phone) {
    return GATEWAY.provider().count("debit", "phone=" + phone);
  }

  JsonNode session(String customer) {
    return session(shop, customer);
  }

  static JsonNode session(Shop shop, String customer) {
    return shop.api()
        .post("/session")
        .json(
            """
            {"order_id":"%s","amount":"10.00","customer_id":"%s","action":"paymentPage",
             "payment_page_client_id":"acme","return_url":"https://shop.example/done"}
            """
                .formatted(Till.newOrderId(), customer))
        .ok();
  }

  static JsonNode order(Shop shop, String customer, String amount) {
    return shop.api()
        .post("/orders")
        .form(
            "order_id",
            Till.newOrderId(),
            "amount",
            amount,
            "customer_id",
            customer,
            "description",
            "Blue kettle",
            "return_url",
            "https://shop.example/done")
        .ok();
  }
}
