package org.batua.gateway.merchant;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Merchants and their API keys in PostgreSQL.
public final class MerchantStore {
  private static final String SET_CLIENTS = Sql.text("merchant/set_clients");
  private static final String IS_LISTED_ORIGIN = Sql.text("merchant/is_listed_origin");

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
                    .createUpdate(
                        """
                        insert into merchant (id, name, purpose, return_url, response_key,
                          created_at)
                        values (:id, :name, :purpose, :returnUrl, :responseKey, :createdAt)
                        on conflict (id) do nothing
                        """)
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
                    .createUpdate("update merchant set return_hosts = :hosts where id = :id")
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
    return database.run(
        handle ->
            handle
                .createQuery("select * from merchant order by created_at, id")
                .map((row, _) -> merchant(row))
                .list());
  }

  Optional<Merchant> find(MerchantId id) {
    return database.run(
        handle ->
            handle
                .createQuery("select * from merchant where id = :id")
                .bind("id", id.value())
                .map((row, _) -> merchant(row))
                .findOne());
  }

  Optional<byte[]> sealedResponseKey(MerchantId id) {
    return database.run(
        handle ->
            handle
                .createQuery("select response_key from merchant where id = :id")
                .bind("id", id.value())
                .mapTo(byte[].class)
                .findOne());
  }

  void insertKey(MerchantId merchant, byte[] hash, String prefix, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into api_key (hash, merchant_id, prefix, created_at)
                    values (:hash, :merchant, :prefix, :now)
                    """)
                .bind("hash", hash)
                .bind("merchant", merchant.value())
                .bind("prefix", prefix)
                .bind("now", now)
                .execute());
  }

  Optional<MerchantId> merchantOfKey(byte[] hash, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select merchant_id from api_key
                    where hash = :hash and revoked_at is null
                      and (expires_at is null or expires_at > :now)
                    """)
                .bind("hash", hash)
                .bind("now", now)
                .map((row, _) -> new MerchantId(row.getString("merchant_id")))
                .findOne());
  }

  /// The hashes of all keys that work, newest first.
  List<byte[]> workingKeys(Instant now, int max) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select hash from api_key
                    where revoked_at is null and (expires_at is null or expires_at > :now)
                    order by created_at desc limit :max
                    """)
                .bind("now", now)
                .bind("max", max)
                .map((row, _) -> row.getBytes("hash"))
                .list());
  }

  List<ApiKey> keys(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery("select * from api_key where merchant_id = :m order by created_at")
                .bind("m", merchant.value())
                .map((row, _) -> key(row))
                .list());
  }

  /// Ends every working key with this prefix.
  ///
  /// @return how many there were
  int revoke(MerchantId merchant, String prefix, Instant now) {
    return database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update api_key set revoked_at = :now
                    where merchant_id = :merchant and prefix = :prefix and revoked_at is null
                    """)
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
                .createUpdate(
                    """
                    update api_key set expires_at = :at
                    where merchant_id = :merchant and prefix = :prefix and revoked_at is null
                      and (expires_at is null or expires_at > :at)
                    """)
                .bind("merchant", merchant.value())
                .bind("prefix", prefix)
                .bind("at", at)
                .execute());
  }

  boolean anyWorkingKey(Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from api_key where revoked_at is null
                      and (expires_at is null or expires_at > :now))
                    """)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
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
