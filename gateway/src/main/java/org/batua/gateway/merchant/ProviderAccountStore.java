package org.batua.gateway.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import tools.jackson.databind.json.JsonMapper;

/// Provider accounts in PostgreSQL; their secrets are sealed with the account's id.
public final class ProviderAccountStore {
  private static final String REMOVED = Sql.text("merchant/removed_accounts");
  private static final String REMOVE = Sql.text("merchant/remove_account");
  private static final String RESTORE = Sql.text("merchant/restore_account");
  private static final String PUT_ACCOUNT = Sql.text("merchant/put_account");
  private static final String ACCOUNTS = Sql.text("merchant/accounts");
  private static final String FIND_ACCOUNT = Sql.text("merchant/find_account");
  private static final String OLDEST_ACCOUNT = Sql.text("merchant/oldest_account");

  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private final KeyRing keyRing;

  public ProviderAccountStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  /// Adds the account, or replaces the configuration of the one with the same gateway and name.
  void put(MerchantAccount added) {
    var account = added.account();
    database.execute(
        handle ->
            handle
                .createUpdate(PUT_ACCOUNT)
                .bind("id", account.id())
                .bind("merchant", added.merchant().value())
                .bind("gateway", account.gateway().code())
                .bind("reference", added.gatewayReferenceId().orElse(null))
                .bind("settings", JSON.writeValueAsString(account.settings()))
                .bind(
                    "secrets",
                    keyRing.seal(SecretMap.write(account.secrets()), context(account.id())))
                .bind("now", added.createdAt())
                .execute());
  }

  /// The ids of a merchant's accounts that take no new payments.
  Set<String> removed(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(REMOVED)
                .bind("merchant", merchant.value())
                .mapTo(String.class)
                .set());
  }

  boolean remove(MerchantId merchant, String id, Instant at) {
    return database.run(
            handle ->
                handle
                    .createUpdate(REMOVE)
                    .bind("merchant", merchant.value())
                    .bind("id", id)
                    .bind("at", at)
                    .execute())
        == 1;
  }

  void restore(String id) {
    database.execute(handle -> handle.createUpdate(RESTORE).bind("id", id).execute());
  }

  List<MerchantAccount> of(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery(ACCOUNTS)
                .bind("m", merchant.value())
                .map((row, _) -> account(row))
                .list());
  }

  Optional<MerchantAccount> find(String id) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND_ACCOUNT)
                .bind("id", id)
                .map((row, _) -> account(row))
                .findOne());
  }

  Optional<Instant> oldest() {
    return database.run(
        handle ->
            handle
                .createQuery(OLDEST_ACCOUNT)
                .map((row, _) -> Rows.optionalInstant(row, "created_at"))
                .one());
  }

  private MerchantAccount account(ResultSet row) throws SQLException {
    var id = row.getString("id");
    Map<String, String> settings = new HashMap<>();
    JSON.readTree(row.getString("settings"))
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().stringValue()));
    Map<String, Secret> secrets =
        SecretMap.read(keyRing.open(row.getBytes("secrets"), context(id)));
    return new MerchantAccount(
        new MerchantId(row.getString("merchant_id")),
        Rows.optionalText(row, "gateway_reference_id"),
        new ProviderAccount(id, new GatewayCode(row.getString("gateway")), settings, secrets),
        Rows.instant(row, "created_at"));
  }

  private static String context(String id) {
    return "provider-account/" + id;
  }
}
