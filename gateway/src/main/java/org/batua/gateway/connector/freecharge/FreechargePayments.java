package org.batua.gateway.connector.freecharge;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderResponse;

/// Payments on FreeCharge's page.
record FreechargePayments() implements HostedPayments {
  @Override
  public Outcome start(Call call, HostedPayments.Order order) {
    var product = new FreechargeAccount(call.account()).product();
    var form = page(call, order).form(order.mobile(), order.callbackUrl(), product);
    return new Outcome.NeedsCustomer(form, Optional.empty(), ProviderResponse.NONE);
  }

  @Override
  public boolean isGenuine(Call call, HostedPayments.Order order, Map<String, String> parameters) {
    return page(call, order).isGenuine(parameters);
  }

  @Override
  public Inquiry inquire(Call call, HostedPayments.Order order) {
    return page(call, order).inquire();
  }

  private static FreechargePage page(Call call, HostedPayments.Order order) {
    return new FreechargePage(call, order.reference(), order.amount());
  }
}
