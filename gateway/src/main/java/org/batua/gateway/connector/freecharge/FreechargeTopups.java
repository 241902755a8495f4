package org.batua.gateway.connector.freecharge;

import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.TopupOrder;
import org.batua.gateway.connector.TopupReturn;
import org.batua.gateway.connector.TopupStart;

/// Top-ups on FreeCharge's page, which tells them from payments by the product only.
record FreechargeTopups() implements HostedTopups {
  @Override
  public TopupStart start(Call call, TopupOrder order) {
    var product = new FreechargeAccount(call.account()).topupProduct();
    return new TopupStart.Page(
        page(call, order).form(order.mobile(), order.callbackUrl(), product));
  }

  @Override
  public TopupReturn read(Call call, TopupOrder order, Map<String, String> parameters) {
    return page(call, order).isGenuine(parameters) ? TopupReturn.GENUINE : TopupReturn.FORGED;
  }

  @Override
  public Inquiry inquire(Call call, TopupOrder order) {
    return page(call, order).inquire();
  }

  private static FreechargePage page(Call call, TopupOrder order) {
    return new FreechargePage(call, order.reference(), order.amount());
  }
}
