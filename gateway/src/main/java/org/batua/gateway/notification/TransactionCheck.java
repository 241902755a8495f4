package org.batua.gateway.notification;

import org.batua.gateway.connector.Reference;

/// Asks the provider about a movement of money that a notification names.
@FunctionalInterface
public interface TransactionCheck {
  /// Asks the provider, unless it was asked just before.
  Found check(String providerAccount, Reference reference);

  /// The status of a transaction afterwards.
  enum Found {
    /// Final, or not one of this provider account.
    NOTHING_OPEN,
    OPEN
  }
}
