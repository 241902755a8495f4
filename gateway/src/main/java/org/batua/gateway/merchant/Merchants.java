package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WebAddress;
import org.batua.gateway.keyring.KeyRing;

/// The merchants of this server.
public final class Merchants {
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final int RESPONSE_KEY_BYTES = 32;
  private static final Duration CACHED_FOR = Duration.ofSeconds(5);
  private static final int CACHED_MAX = 10_000;

  private final MerchantStore store;
  private final KeyRing keyRing;
  private final Ids ids;
  private final InstantSource clock;
  private final LoadingCache<MerchantId, Merchant.Clients> clients;
  private final LoadingCache<String, Boolean> listedOrigins;

  public Merchants(MerchantStore store, KeyRing keyRing, Ids ids, InstantSource clock) {
    this.store = store;
    this.keyRing = keyRing;
    this.ids = ids;
    this.clock = clock;
    this.clients =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(id -> store.find(id).map(Merchant::clients).orElse(Merchant.Clients.USUAL));
    this.listedOrigins =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(store::isListedOrigin);
  }

  /// Adds a merchant with a new response key; empty when the id is taken.
  public Optional<Merchant> create(
      MerchantId id, String name, Merchant.Purpose purpose, Optional<URI> returnUrl) {
    var merchant =
        new Merchant(
            id, name, purpose, returnUrl, Set.of(), Merchant.Clients.USUAL, clock.instant());
    var responseKey = Secret.of(ids.hex(RESPONSE_KEY_BYTES));
    return store.insert(merchant, keyRing.seal(responseKey, context(id)))
        ? Optional.of(merchant)
        : Optional.empty();
  }

  /// Lists the only hosts that the merchant's customers may be sent to; none for any host.
  ///
  /// @param hosts in lower case
  /// @return whether there is such a merchant
  /// @throws IllegalArgumentException for what is no host
  public boolean allowReturnHosts(MerchantId id, Set<String> hosts) {
    for (var host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "host: " + host + " (expected: as shop.example, in lower case, without a port)");
      }
    }
    return store.setReturnHosts(id, hosts);
  }

  /// Changes what the merchant's client programs need; holds everywhere within seconds.
  ///
  /// @return whether there is such a merchant
  /// @throws IllegalArgumentException for what is no origin
  public boolean setClients(MerchantId id, Merchant.Clients clients) {
    for (var origin : clients.origins()) {
      if (!WebAddress.isOrigin(origin)) {
        throw new IllegalArgumentException(
            "origin: " + WebAddress.shown(origin) + " (expected: " + WebAddress.ORIGIN + ")");
      }
    }
    boolean isKnown = store.setClients(id, clients);
    this.clients.invalidate(id);
    listedOrigins.invalidateAll();
    return isKnown;
  }

  /// What the merchant's client programs need, as it was a few seconds ago at most.
  public Merchant.Clients clients(MerchantId id) {
    return clients.get(id);
  }

  /// Whether any merchant lists this site.
  public boolean isListed(String origin) {
    return WebAddress.isOrigin(origin) && listedOrigins.get(origin);
  }

  public List<Merchant> all() {
    return store.all();
  }

  public Optional<Merchant> find(MerchantId id) {
    return store.find(id);
  }

  /// The key that signs what a customer's browser brings back to the merchant.
  public Optional<Secret> responseKey(MerchantId id) {
    return store.sealedResponseKey(id).map(bytes -> keyRing.open(bytes, context(id)));
  }

  static String context(MerchantId id) {
    return "response-key/" + id;
  }
}
