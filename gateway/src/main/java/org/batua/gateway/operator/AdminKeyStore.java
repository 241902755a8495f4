package org.batua.gateway.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;

/// Keys of the admin API in PostgreSQL.
public final class AdminKeyStore {
  private static final String INSERT = Sql.text("operator/insert_admin_key");
  private static final String FIND = Sql.text("operator/find_admin_key");
  private static final String WORKING = Sql.text("operator/working_admin_keys");
  private static final String USED = Sql.text("operator/admin_key_used");
  private static final String REVOKE = Sql.text("operator/revoke_admin_key");
  private static final String OF_MERCHANT = Sql.text("operator/admin_keys_of_merchant");

  private final Database database;

  public AdminKeyStore(Database database) {
    this.database = database;
  }

  <T> T inTransaction(Function<Tx, T> work) {
    return database.inTransaction(work);
  }

  void insert(Tx tx, byte[] hash, AdminKey key) {
    tx.handle()
        .createUpdate(INSERT)
        .bind("hash", hash)
        .bind("prefix", key.prefix())
        .bind("name", key.name())
        .bind("merchant", key.merchant())
        .bindArray(
            "permissions", String.class, key.permissions().stream().map(Permission::code).toList())
        .bind("by", key.createdBy())
        .bind("now", key.createdAt())
        .bind("expiresAt", key.expiresAt().orElse(null))
        .execute();
  }

  Optional<AdminKey> find(byte[] hash, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND)
                .bind("hash", hash)
                .bind("now", now)
                .map((row, _) -> key(row))
                .findOne());
  }

  List<byte[]> working(Instant now, int max) {
    return database.run(
        handle ->
            handle
                .createQuery(WORKING)
                .bind("now", now)
                .bind("max", max)
                .map((row, _) -> row.getBytes("hash"))
                .list());
  }

  void used(String prefix, Instant now) {
    database.execute(
        handle -> handle.createUpdate(USED).bind("prefix", prefix).bind("now", now).execute());
  }

  boolean revoke(Tx tx, String merchant, String prefix, Instant now) {
    return tx.handle()
            .createUpdate(REVOKE)
            .bind("merchant", merchant)
            .bind("prefix", prefix)
            .bind("now", now)
            .execute()
        == 1;
  }

  List<AdminKey> of(String merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(OF_MERCHANT)
                .bind("merchant", merchant)
                .map((row, _) -> key(row))
                .list());
  }

  private static AdminKey key(ResultSet row) throws SQLException {
    return new AdminKey(
        row.getString("prefix"),
        row.getString("name"),
        row.getString("merchant_id"),
        permissions((String[]) row.getArray("permissions").getArray()),
        row.getString("created_by"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "expires_at"),
        Rows.optionalInstant(row, "revoked_at"),
        Rows.optionalInstant(row, "last_used_at"));
  }

  /// One that this version does not know any more permits nothing.
  private static Set<Permission> permissions(String[] codes) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (var code : codes) {
      Permission.of(code).ifPresent(permissions::add);
    }
    return permissions;
  }
}
