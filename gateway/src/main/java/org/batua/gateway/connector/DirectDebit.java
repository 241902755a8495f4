package org.batua.gateway.connector;

import java.net.URI;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// Taking money from a linked wallet without the customer's presence.
public interface DirectDebit {
  Outcome debit(Call call, Order order);

  Inquiry inquire(Call call, Order order);

  /// One debit, as sent and as asked about later.
  ///
  /// @param customerReference the merchant's own id of the customer
  /// @param returnUrl where the provider sends the customer back if it needs them
  record Order(
      Reference reference,
      Money amount,
      MobileNumber mobile,
      Credentials credentials,
      String customerReference,
      URI returnUrl) {}
}
