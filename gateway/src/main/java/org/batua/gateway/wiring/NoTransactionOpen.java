package org.batua.gateway.wiring;

import java.time.Duration;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.db.Database;

/// Refuses to call a provider while a database transaction is open, which would hold its locks for
/// as long as the provider likes.
record NoTransactionOpen(Transport delegate) implements Transport {
  @Override
  public Transport.Exchange exchange(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    if (Database.isInTransaction()) {
      throw new IllegalStateException(
          "call to " + account.gateway() + " inside a transaction (expected: after its commit)");
    }
    return delegate.exchange(account, purpose, request, timeout);
  }
}
