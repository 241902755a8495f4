package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;

/// API keys: shown once, kept as hashes, checked through a cache that forgets within a second, so
/// that a revocation holds on every server process within that second.
public final class ApiKeys {
  private static final int KEY_BYTES = 32;
  private static final int PREFIX_LENGTH = 12;
  private static final int CACHED_KEYS_MAX = 10_000;
  private static final Duration CACHED_FOR = Duration.ofSeconds(1);

  private final MerchantStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Cache<ByteBuffer, Optional<MerchantId>> owners =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS_MAX).expireAfterWrite(CACHED_FOR).build();

  public ApiKeys(MerchantStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes a key; what is returned is the only time that it can be seen.
  public Secret issue(MerchantId merchant) {
    var key = Secret.of("key_" + ids.hex(KEY_BYTES));
    store.insertKey(merchant, Hashes.sha256(key), prefix(key), clock.instant());
    return key;
  }

  /// Makes a key and lets the one with this prefix work only a while longer; empty when no working
  /// key has the prefix.
  public Optional<Secret> rotate(MerchantId merchant, String prefix, Duration overlap) {
    if (store.expire(merchant, prefix, clock.instant().plus(overlap)) == 0) {
      return Optional.empty();
    }
    return Optional.of(issue(merchant));
  }

  /// Ends the key with this prefix at once.
  ///
  /// @return whether there was one that worked
  public boolean revoke(MerchantId merchant, String prefix) {
    return store.revoke(merchant, prefix, clock.instant()) > 0;
  }

  public List<ApiKey> list(MerchantId merchant) {
    return store.keys(merchant);
  }

  public boolean anyWorks() {
    return store.anyWorkingKey(clock.instant());
  }

  public Optional<MerchantId> merchantOf(Secret key) {
    var hash = Hashes.sha256(key);
    var known = owners.getIfPresent(ByteBuffer.wrap(hash));
    if (known != null) {
      return known;
    }
    var owner = store.merchantOfKey(hash, clock.instant());
    owners.put(ByteBuffer.wrap(hash), owner);
    return owner;
  }

  public static String prefix(Secret key) {
    return key.reveal().substring(0, PREFIX_LENGTH);
  }
}
