package org.batua.gateway.connector;

import java.util.Map;
import org.batua.gateway.base.Money;

/// Adding money to a wallet on the provider's page.
public interface HostedTopups {
  /// The smallest amount that can be added.
  default Money least() {
    return Money.inr(1_00);
  }

  TopupStart start(Call call, TopupOrder order);

  /// Reads what the customer's browser brought back; never proof of payment alone.
  TopupReturn read(Call call, TopupOrder order, Map<String, String> parameters);

  Inquiry inquire(Call call, TopupOrder order);
}
