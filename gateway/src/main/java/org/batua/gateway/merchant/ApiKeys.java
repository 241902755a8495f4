package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final String ALL = "all";
  private static final int WRONG_KEYS_MAX = 50_000;
  private static final int WORKING_KEYS_MAX = 100_000;
  private static final Duration CACHED_FOR = Duration.ofSeconds(1);

  private final MerchantStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Cache<ByteBuffer, Optional<MerchantId>> owners =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS_MAX).expireAfterWrite(CACHED_FOR).build();
  // a key is random: one that is unknown, or has ended, will not work another day
  private final Cache<ByteBuffer, Boolean> wrong =
      Caffeine.newBuilder().maximumSize(WRONG_KEYS_MAX).build();
  private final Cache<String, Set<ByteBuffer>> working =
      Caffeine.newBuilder().expireAfterWrite(CACHED_FOR).build();

  public ApiKeys(MerchantStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes a key; what is returned is the only time that it can be seen.
  public Secret issue(MerchantId merchant) {
    var key = Secret.of("key_" + ids.hex(KEY_BYTES));
    store.insertKey(merchant, Hashes.sha256(key), prefix(key), clock.instant());
    working.invalidateAll();
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

  /// The merchant whose key this is; a wrong key costs one query, however often it comes.
  public Optional<MerchantId> merchantOf(Secret key) {
    var bytes = Hashes.sha256(key);
    var hash = ByteBuffer.wrap(bytes);
    if (wrong.getIfPresent(hash) != null) {
      return Optional.empty();
    }
    var owner = owners.get(hash, _ -> store.merchantOfKey(bytes, clock.instant()));
    if (owner.isEmpty()) {
      wrong.put(hash, true);
    }
    return owner;
  }

  /// Whether a key works, at the price of one query in a second for all who ask: for those who come
  /// with many that do not.
  public boolean isWorking(Secret key) {
    return working.get(ALL, _ -> workingKeys()).contains(ByteBuffer.wrap(Hashes.sha256(key)));
  }

  private Set<ByteBuffer> workingKeys() {
    return store.workingKeys(clock.instant(), WORKING_KEYS_MAX).stream()
        .map(ByteBuffer::wrap)
        .collect(Collectors.toUnmodifiableSet());
  }

  public static String prefix(Secret key) {
    return key.reveal().substring(0, PREFIX_LENGTH);
  }
}
