package org.batua.gateway.provider;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;

/// Closes provider accounts by hand and opens them again. A closed one is as one whose circuit is
/// open: nothing new is sent, so that no money moves and callers get a refusal at once, while
/// questions about what is under way go on. Every process knows within seconds.
public final class AccountSwitch {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(2);
  private static final String ALL = "all";

  private final AccountSwitchStore store;
  private final InstantSource clock;
  private final LoadingCache<String, Map<String, ClosedAccount>> closed;

  public AccountSwitch(AccountSwitchStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.closed = Caffeine.newBuilder().refreshAfterWrite(KNOWN_FOR).build(_ -> store.closed());
  }

  public Optional<ClosedAccount> closed(String account) {
    return Optional.ofNullable(closed.get(ALL).get(account));
  }

  /// Since when every one of these accounts is closed; empty when one of them is not.
  public Optional<Instant> closedSince(Collection<String> accounts) {
    var found =
        accounts.stream().flatMap(it -> closed(it).stream()).map(ClosedAccount::at).toList();
    return found.isEmpty() || found.size() < accounts.size()
        ? Optional.empty()
        : found.stream().max(Comparator.naturalOrder());
  }

  /// Closes an account.
  ///
  /// @return false when it was closed already
  public boolean close(String account, String by, String reason) {
    boolean changed = store.close(account, by, reason, clock.instant());
    closed.invalidateAll();
    return changed;
  }

  /// Opens an account again.
  ///
  /// @return false when it was not closed
  public boolean open(String account) {
    boolean changed = store.open(account);
    closed.invalidateAll();
    return changed;
  }

  /// Sends as another transport does, but nothing new through a closed account.
  public Transport before(Transport delegate) {
    return (account, purpose, request, timeout) ->
        purpose != Transport.Purpose.INQUIRY && closed(account.id()).isPresent()
            ? refused(account)
            : delegate.exchange(account, purpose, request, timeout);
  }

  private static Transport.Exchange refused(ProviderAccount account) {
    var why = ProviderResponse.of("", "account " + account.id() + " is closed by an operator", 0);
    return new Transport.Exchange.NotSent(
        new TransportFailure(TransportFailure.Cause.NOT_CONNECTED, why));
  }
}
