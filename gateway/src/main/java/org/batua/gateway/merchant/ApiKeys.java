package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.KeyGrant;
import org.batua.gateway.http.WorkingSecrets;

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
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();
  private final Cache<ByteBuffer, Optional<KeyGrant>> owners =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS_MAX).expireAfterWrite(CACHED_FOR).build();
  private final WorkingSecrets working;

  public ApiKeys(MerchantStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.working = new WorkingSecrets(() -> store.workingKeys(clock.instant(), WorkingSecrets.MAX));
  }

  /// Makes a key; what is returned is the only time that it can be seen.
  public Secret issue(MerchantId merchant) {
    return issue(merchant, KeyLimits.NONE);
  }

  /// As [#issue(MerchantId)], for some calls and addresses only.
  public Secret issue(MerchantId merchant, KeyLimits limits) {
    var key = Secret.of("key_" + ids.hex(KEY_BYTES));
    store.insertKey(merchant, Hashes.sha256(key), prefix(key), limits, clock.instant());
    working.forget();
    return key;
  }

  /// Makes a key for the calls and addresses of the one with this prefix, which works only a while
  /// longer; empty when no working key has the prefix.
  public Optional<Secret> rotate(MerchantId merchant, String prefix, Duration overlap) {
    var limits = store.limits(merchant, prefix);
    if (store.expire(merchant, prefix, clock.instant().plus(overlap)) == 0) {
      return Optional.empty();
    }
    return Optional.of(issue(merchant, limits));
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

  /// Writes down when keys were used, at most once for each of them.
  public void noteUses() {
    Map<String, Instant> taken = new HashMap<>();
    for (var hash : List.copyOf(uses.keySet())) {
      Optional.ofNullable(uses.remove(hash)).ifPresent(at -> taken.put(hash, at));
    }
    if (!taken.isEmpty()) {
      store.noteUses(taken);
    }
  }

  /// The merchant whose key this is.
  public Optional<MerchantId> merchantOf(Secret key) {
    return grantOf(key).map(KeyGrant::merchant);
  }

  /// Whose key this is and what it may do.
  public Optional<KeyGrant> grantOf(Secret key) {
    var bytes = Hashes.sha256(key);
    return owners.get(ByteBuffer.wrap(bytes), _ -> read(bytes));
  }

  /// What is read once a second is what was used in that second.
  private Optional<KeyGrant> read(byte[] hash) {
    var now = clock.instant();
    var grant = store.grantOfKey(hash, now);
    if (grant.isPresent()) {
      uses.put(HexFormat.of().formatHex(hash), now);
    }
    return grant;
  }

  /// Whether a key works, without a query for each.
  public boolean isWorking(Secret key) {
    return working.contains(key);
  }

  /// When a key ends that is to work for so many days.
  ///
  /// @param days empty for a key without an end
  /// @throws IllegalArgumentException as `days: why`
  public Optional<Instant> inDays(String days) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    if (!days.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("days: " + days + " (expected: 1 to 9999)");
    }
    return Optional.of(clock.instant().plus(Duration.ofDays(Long.parseLong(days))));
  }

  public static String prefix(Secret key) {
    return key.reveal().substring(0, PREFIX_LENGTH);
  }
}
