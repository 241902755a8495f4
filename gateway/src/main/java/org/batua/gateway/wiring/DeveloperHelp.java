package org.batua.gateway.wiring;

import java.net.URI;
import java.util.Map;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.dashboard.WelcomePages;
import org.batua.gateway.order.Orders;

/// The content of a development server's first page, and the test order that it makes.
record DeveloperHelp(Orders orders, Ids ids) {
  private static final long AMOUNT_MINOR = 10_000;
  private static final int ORDER_ID_BYTES = 6;

  WelcomePages.Welcome of(
      MerchantId developer, Secret key, URI base, URI simulator, URI dashboard) {
    return new WelcomePages.Welcome(
        base.toString(),
        key.reveal(),
        simulator.toString(),
        dashboard + "/dashboard",
        () -> testOrder(developer));
  }

  private String testOrder(MerchantId merchant) {
    var content =
        new Orders.Content(
            "test_" + ids.hex(ORDER_ID_BYTES),
            Money.inr(AMOUNT_MINOR),
            "",
            Map.of("description", "Test order"));
    var made = orders.create(merchant, content, Orders.IfDifferent.REFUSE);
    return "/merchant/pay/" + made.order().ref();
  }
}
