package org.batua.gateway.notification;

import org.batua.gateway.connector.Reference;

/// Asks the provider about a movement of money that a notification names.
@FunctionalInterface
public interface TransactionCheck {
  /// Asks, unless somebody did just before.
  Standing check(String providerAccount, Reference reference);

  /// How a movement stands afterwards.
  enum Standing {
    /// Final, or not one of this provider account.
    NOTHING_OPEN,
    OPEN
  }
}
