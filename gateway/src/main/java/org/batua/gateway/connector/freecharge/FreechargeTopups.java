package org.batua.gateway.connector.freecharge;

import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;

/// Top-ups on FreeCharge's page; only the product distinguishes them from payments.
record FreechargeTopups() implements HostedTopups {
  @Override
  public HostedTopups.Start start(Call call, HostedTopups.Order order) {
    var product = new FreechargeAccount(call.account()).topupProduct();
    return new HostedTopups.Start.Page(
        page(call, order).form(order.mobile(), order.callbackUrl(), product));
  }

  @Override
  public boolean isGenuine(Call call, HostedTopups.Order order, Map<String, String> parameters) {
    return page(call, order).isGenuine(parameters);
  }

  @Override
  public Inquiry inquire(Call call, HostedTopups.Order order) {
    return page(call, order).inquire();
  }

  private static FreechargePage page(Call call, HostedTopups.Order order) {
    return new FreechargePage(call, order.reference(), order.amount());
  }
}
