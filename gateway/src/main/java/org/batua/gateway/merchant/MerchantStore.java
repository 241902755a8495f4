package org.batua.gateway.merchant;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.http.KeyGrant;
import org.batua.gateway.http.TrustedProxies;
import org.jspecify.annotations.Nullable;

/// Merchants and their API keys in PostgreSQL.
public final class MerchantStore {
  private static final String SET_CLIENTS = Sql.text("merchant/set_clients");
  private static final String IS_LISTED_ORIGIN = Sql.text("merchant/is_listed_origin");
  private static final String INSERT = Sql.text("merchant/insert");
  private static final String SET_RETURN_HOSTS = Sql.text("merchant/set_return_hosts");
  private static final String ALL = Sql.text("merchant/all");
  private static final String FIND = Sql.text("merchant/find");
  private static final String SEALED_RESPONSE_KEY = Sql.text("merchant/sealed_response_key");
  private static final String INSERT_KEY = Sql.text("merchant/insert_key");
  private static final String MERCHANT_OF_KEY = Sql.text("merchant/merchant_of_key");
  private static final String NOTE_USES = Sql.text("merchant/note_uses_of_keys");
  private static final String LIMITS_OF_KEY = Sql.text("merchant/limits_of_key");
  private static final String KEYS = Sql.text("merchant/keys");
  private static final String REVOKE_KEYS = Sql.text("merchant/revoke_keys");
  private static final String EXPIRE_KEYS = Sql.text("merchant/expire_keys");
  private static final String WORKING_KEYS = Sql.text("merchant/working_keys");
  private static final String ANY_WORKING_KEY = Sql.text("merchant/any_working_key");

  private final Database database;

  public MerchantStore(Database database) {
    this.database = database;
  }

  /// Adds a merchant.
  ///
  /// @return whether the id was free
  boolean insert(Merchant merchant, byte[] sealedResponseKey) {
    return database.run(
        handle ->
            handle
                    .createUpdate(INSERT)
                    .bind("id", merchant.id().value())
                    .bind("name", merchant.name())
                    .bind("purpose", merchant.purpose().name())
                    .bind("returnUrl", merchant.returnUrl().map(URI::toString).orElse(null))
                    .bind("responseKey", sealedResponseKey)
                    .bind("createdAt", merchant.createdAt())
                    .execute()
                == 1);
  }

  /// Replaces the list of hosts that customers may be sent to.
  ///
  /// @return whether there is such a merchant
  boolean setReturnHosts(MerchantId id, Set<String> hosts) {
    return database.run(
        handle ->
            handle
                    .createUpdate(SET_RETURN_HOSTS)
                    .bindArray("hosts", String.class, hosts)
                    .bind("id", id.value())
                    .execute()
                == 1);
  }

  boolean setClients(MerchantId id, Merchant.Clients clients) {
    return database.run(
        handle ->
            handle
                    .createUpdate(SET_CLIENTS)
                    .bindArray("origins", String.class, clients.origins())
                    .bind("details", clients.walletDetails())
                    .bind("id", id.value())
                    .execute()
                == 1);
  }

  boolean isListedOrigin(String origin) {
    return database.run(
        handle ->
            handle.createQuery(IS_LISTED_ORIGIN).bind("origin", origin).mapTo(Boolean.class).one());
  }

  List<Merchant> all() {
    return database.run(handle -> handle.createQuery(ALL).map((row, _) -> merchant(row)).list());
  }

  Optional<Merchant> find(MerchantId id) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.value())
                .map((row, _) -> merchant(row))
                .findOne());
  }

  Optional<byte[]> sealedResponseKey(MerchantId id) {
    return database.run(
        handle ->
            handle
                .createQuery(SEALED_RESPONSE_KEY)
                .bind("id", id.value())
                .mapTo(byte[].class)
                .findOne());
  }

  void insertKey(MerchantId merchant, byte[] hash, String prefix, KeyLimits limits, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_KEY)
                .bind("hash", hash)
                .bind("merchant", merchant.value())
                .bind("prefix", prefix)
                .bindArray("scopes", String.class, given(limits.codes()))
                .bindArray("addresses", String.class, given(limits.addresses()))
                .bind("expiresAt", limits.expiresAt().orElse(null))
                .bind("now", now)
                .execute());
  }

  /// Nothing is stored as nothing at all: a key without limits.
  private static Object @Nullable [] given(List<String> values) {
    return values.isEmpty() ? null : values.toArray();
  }

  /// @param uses when, by the hashes of the keys in hexadecimal
  void noteUses(Map<String, Instant> uses) {
    var entries = List.copyOf(uses.entrySet());
    database.execute(
        handle ->
            handle
                .createUpdate(NOTE_USES)
                .bindArray("hashes", String.class, entries.stream().map(Map.Entry::getKey).toList())
                .bindArray(
                    "times",
                    String.class,
                    entries.stream().map(it -> it.getValue().toString()).toList())
                .execute());
  }

  /// The limits of the newest key with this prefix.
  KeyLimits limits(MerchantId merchant, String prefix) {
    return database
        .run(
            handle ->
                handle
                    .createQuery(LIMITS_OF_KEY)
                    .bind("merchant", merchant.value())
                    .bind("prefix", prefix)
                    .map((row, _) -> limits(row))
                    .findOne())
        .orElse(KeyLimits.NONE);
  }

  static KeyLimits limits(ResultSet row) throws SQLException {
    return KeyLimits.parse(words(row, "scopes"), words(row, "addresses"), Optional.empty());
  }

  private static String words(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? "" : String.join(" ", (String[]) array.getArray());
  }

  private static KeyGrant grant(ResultSet row) throws SQLException {
    var limits = limits(row);
    return new KeyGrant(
        new MerchantId(row.getString("merchant_id")),
        Optional.of(limits.scopes()).filter(it -> !it.isEmpty()),
        TrustedProxies.parse(String.join(" ", limits.addresses())).networks());
  }

  Optional<KeyGrant> grantOfKey(byte[] hash, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(MERCHANT_OF_KEY)
                .bind("hash", hash)
                .bind("now", now)
                .map((row, _) -> grant(row))
                .findOne());
  }

  /// The hashes of all keys that work, newest first.
  List<byte[]> workingKeys(Instant now, int max) {
    return database.run(
        handle ->
            handle
                .createQuery(WORKING_KEYS)
                .bind("now", now)
                .bind("max", max)
                .map((row, _) -> row.getBytes("hash"))
                .list());
  }

  List<ApiKey> keys(MerchantId merchant) {
    return database.run(
        handle ->
            handle.createQuery(KEYS).bind("m", merchant.value()).map((row, _) -> key(row)).list());
  }

  /// Ends every working key with this prefix.
  ///
  /// @return how many there were
  int revoke(MerchantId merchant, String prefix, Instant now) {
    return database.run(
        handle ->
            handle
                .createUpdate(REVOKE_KEYS)
                .bind("merchant", merchant.value())
                .bind("prefix", prefix)
                .bind("now", now)
                .execute());
  }

  /// Lets every working key with this prefix end at a time.
  int expire(MerchantId merchant, String prefix, Instant at) {
    return database.run(
        handle ->
            handle
                .createUpdate(EXPIRE_KEYS)
                .bind("merchant", merchant.value())
                .bind("prefix", prefix)
                .bind("at", at)
                .execute());
  }

  boolean anyWorkingKey(Instant now) {
    return database.run(
        handle -> handle.createQuery(ANY_WORKING_KEY).bind("now", now).mapTo(Boolean.class).one());
  }

  private static Merchant merchant(ResultSet row) throws SQLException {
    return new Merchant(
        new MerchantId(row.getString("id")),
        row.getString("name"),
        Merchant.Purpose.valueOf(row.getString("purpose")),
        Optional.ofNullable(row.getString("return_url")).map(URI::create),
        Set.of((String[]) row.getArray("return_hosts").getArray()),
        new Merchant.Clients(
            Set.of((String[]) row.getArray("api_origins").getArray()),
            row.getBoolean("wallet_details")),
        Rows.instant(row, "created_at"));
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        new MerchantId(row.getString("merchant_id")),
        row.getString("prefix"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "expires_at"),
        Rows.optionalInstant(row, "revoked_at"));
  }
}
