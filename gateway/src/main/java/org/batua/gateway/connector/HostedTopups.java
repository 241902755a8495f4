package org.batua.gateway.connector;

import java.net.URI;
import java.util.Map;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// Adding money to a wallet on the provider's page.
public interface HostedTopups {
  /// The smallest amount that can be added.
  default Money minimum() {
    return Money.inr(1_00);
  }

  Start start(Call call, Order order);

  /// Whether the provider made what the customer's browser brought back, for this top-up; never
  /// proof of payment. Sends nothing.
  boolean isGenuine(Call call, Order order, Map<String, String> parameters);

  Inquiry inquire(Call call, Order order);

  /// One top-up, as started and as asked about later.
  record Order(
      Reference reference,
      Money amount,
      MobileNumber mobile,
      Credentials credentials,
      URI callbackUrl) {}

  /// How the start of a top-up ended.
  sealed interface Start {
    record Page(CustomerPage page) implements Start {}

    record Refused(Refusal refusal) implements Start {}

    record Unavailable(TransportFailure failure) implements Start {}
  }
}
