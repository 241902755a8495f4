package org.batua.gateway.connector;

import java.util.Map;

/// Adding money to a wallet on the provider's page.
public interface Topups {
  TopupStart start(Call call, TopupOrder order);

  /// Reads what the customer's browser brought back; never proof of payment alone.
  TopupReturn read(Call call, TopupOrder order, Map<String, String> parameters);

  Inquiry inquire(Call call, TopupOrder order);
}
