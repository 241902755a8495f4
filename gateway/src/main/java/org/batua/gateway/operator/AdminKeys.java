package org.batua.gateway.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.WorkingSecrets;

/// Keys of the admin API: shown once, kept as hashes, each for some permissions at one merchant or
/// at all.
public final class AdminKeys {
  private static final int KEY_BYTES = 32;
  private static final int PREFIX_LENGTH = 12;
  private static final int NAME_LENGTH_MAX = 80;
  private static final Duration USED_AGAIN = Duration.ofMinutes(1);

  private final AdminKeyStore store;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;
  private final WorkingSecrets working;

  public AdminKeys(AdminKeyStore store, Audit audit, Ids ids, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.working = new WorkingSecrets(() -> store.working(clock.instant(), WorkingSecrets.MAX));
  }

  /// What a new key may do.
  ///
  /// @param merchant an id, or [Grants#EVERY]
  /// @param life empty for one that ends by being revoked
  public record Wish(
      String name, String merchant, Set<Permission> permissions, Optional<Duration> life) {}

  /// Makes a key; what is returned is the only time that it can be seen.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  public Secret issue(Actor actor, Wish wish) {
    if (wish.name().isBlank() || wish.name().length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException("name: 1 to " + NAME_LENGTH_MAX + " characters");
    }
    if (wish.permissions().isEmpty()) {
      throw new IllegalArgumentException("scopes: none (expected: at least one)");
    }
    var key = Secret.of("adm_" + ids.hex(KEY_BYTES));
    var now = clock.instant();
    var made =
        new AdminKey(
            key.reveal().substring(0, PREFIX_LENGTH),
            wish.name(),
            wish.merchant(),
            wish.permissions(),
            actor.name(),
            now,
            wish.life().map(now::plus),
            Optional.empty(),
            Optional.empty());
    store.inTransaction(
        tx -> {
          store.insert(tx, Hashes.sha256(key), made);
          audit.done(
              tx,
              AuditEntry.Draft.of(
                      actor, "admin key made", made.isEverywhere() ? "" : made.merchant(), "")
                  .by(Permission.KEYS_WRITE)
                  .detail(made.prefix() + " " + made.name() + " " + made.permissions()));
          return true;
        });
    working.forget();
    return key;
  }

  /// The key that this is, while it works.
  public Optional<AdminKey> find(Secret key) {
    var now = clock.instant();
    var found = store.find(Hashes.sha256(key), now);
    found
        .filter(it -> it.lastUsedAt().map(at -> at.plus(USED_AGAIN).isBefore(now)).orElse(true))
        .ifPresent(it -> store.used(it.prefix(), now));
    return found;
  }

  /// Whether a key works, without a query for each.
  public boolean isWorking(Secret key) {
    return working.contains(key);
  }

  /// Ends a key at once.
  ///
  /// @return whether there was one that worked
  public boolean revoke(Actor actor, String merchant, String prefix) {
    return store.inTransaction(
        tx -> {
          boolean revoked = store.revoke(tx, merchant, prefix, clock.instant());
          if (revoked) {
            audit.done(
                tx,
                AuditEntry.Draft.of(
                        actor,
                        "admin key revoked",
                        merchant.equals(Grants.EVERY) ? "" : merchant,
                        "")
                    .by(Permission.KEYS_WRITE)
                    .detail(prefix));
          }
          return revoked;
        });
  }

  public List<AdminKey> of(String merchant) {
    return store.of(merchant);
  }
}
