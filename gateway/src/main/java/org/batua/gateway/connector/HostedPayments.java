package org.batua.gateway.connector;

import java.net.URI;
import java.util.Map;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// Paying on the provider's page, for which no wallet needs to be linked.
public interface HostedPayments {
  /// Gives the page as [Outcome.NeedsCustomer], or says why there is none. Called again each time
  /// the customer opens the page; moves nothing by itself.
  Outcome start(Call call, Order order);

  /// Whether the provider made what the customer's browser brought back, for this payment; never
  /// proof of payment. Sends nothing.
  boolean isGenuine(Call call, Order order, Map<String, String> parameters);

  Inquiry inquire(Call call, Order order);

  /// One payment on a provider's page, as started and as asked about later.
  ///
  /// @param mobile whose wallet the page proposes to pay from
  /// @param callbackUrl where the provider sends the customer's browser back
  record Order(Reference reference, Money amount, MobileNumber mobile, URI callbackUrl) {}
}
