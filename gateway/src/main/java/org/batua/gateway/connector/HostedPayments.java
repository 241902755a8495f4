package org.batua.gateway.connector;

import java.util.Map;

/// Paying on the provider's page, for which no wallet needs to be linked.
public interface HostedPayments {
  /// Gives the page as [Outcome.NeedsCustomer], or says why there is none. It is asked again
  /// whenever the customer opens the page, and moves nothing by itself.
  Outcome start(Call call, HostedOrder order);

  /// Whether what the customer's browser brought back was made by the provider for this payment;
  /// never proof of payment alone.
  boolean isGenuine(Call call, HostedOrder order, Map<String, String> parameters);

  Inquiry inquire(Call call, HostedOrder order);
}
