package org.batua.gateway.jose;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.keyring.KeyRing;

/// Message keys in PostgreSQL; our private halves are sealed under their `kid`.
public final class MessageKeyStore {
  private static final String INSERT = Sql.text("jose/insert_key");
  private static final String FIND = Sql.text("jose/find_key");
  private static final String FIND_BY_NAME = Sql.text("jose/find_key_by_name");
  private static final String LIST = Sql.text("jose/list_keys");
  private static final String EXPIRE = Sql.text("jose/expire_key");

  private final Database database;
  private final KeyRing keyRing;

  public MessageKeyStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  void insert(MessageKey key) {
    var secret = Secret.of(RsaKeys.pem(key.ours().privateKey()));
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("kid", key.kid())
                .bind("merchant", key.merchant().value())
                .bind("ourPublic", RsaKeys.pem(key.ours().publicKey()))
                .bind("ourPrivate", keyRing.seal(secret, context(key.kid())))
                .bind("merchants", RsaKeys.pem(key.merchants()))
                .bind("now", key.createdAt())
                .execute());
  }

  Optional<MessageKey> find(MerchantId merchant, String kid) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND)
                .bind("merchant", merchant.value())
                .bind("kid", kid)
                .map((row, _) -> key(row))
                .findOne());
  }

  /// The key of this name, whichever merchant's it is.
  Optional<MessageKey> find(String kid) {
    return database.run(
        handle ->
            handle.createQuery(FIND_BY_NAME).bind("kid", kid).map((row, _) -> key(row)).findOne());
  }

  List<MessageKey> list(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(LIST)
                .bind("merchant", merchant.value())
                .map((row, _) -> key(row))
                .list());
  }

  /// Lets a key end at a time, or earlier than it would.
  ///
  /// @return whether it works until then
  boolean expire(MerchantId merchant, String kid, Instant at) {
    return database.run(
        handle ->
            handle
                    .createUpdate(EXPIRE)
                    .bind("merchant", merchant.value())
                    .bind("kid", kid)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  private MessageKey key(ResultSet row) throws SQLException {
    var kid = row.getString("kid");
    var secret = keyRing.open(row.getBytes("our_private_key"), context(kid));
    return new MessageKey(
        kid,
        new MerchantId(row.getString("merchant_id")),
        new MessageKey.Pair(
            RsaKeys.publicKey(row.getString("our_public_key")),
            RsaKeys.privateKey(secret.reveal())),
        RsaKeys.publicKey(row.getString("merchants_key")),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "expires_at"));
  }

  private static String context(String kid) {
    return "message-key/" + kid;
  }
}
