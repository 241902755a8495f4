package org.batua.gateway.merchant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// What operators change about merchants and keys, in PostgreSQL.
public final class MerchantSettingsStore {
  private static final String DISABLED_AT = Sql.text("merchant/disabled_at");
  private static final String SET_DISABLED = Sql.text("merchant/set_disabled");
  private static final String RENAME = Sql.text("merchant/rename");
  private static final String SET_RESPONSE_KEY = Sql.text("merchant/set_response_key");
  private static final String KEYS = Sql.text("merchant/labelled_keys");
  private static final String LABEL = Sql.text("merchant/label_key");

  private final Database database;

  public MerchantSettingsStore(Database database) {
    this.database = database;
  }

  Optional<Instant> disabledAt(MerchantId id) {
    return database.run(
        handle ->
            handle
                .createQuery(DISABLED_AT)
                .bind("id", id.value())
                .map((row, _) -> Rows.instant(row, "disabled_at"))
                .findOne());
  }

  void setDisabled(MerchantId id, Optional<Instant> at) {
    database.execute(
        handle ->
            handle
                .createUpdate(SET_DISABLED)
                .bind("id", id.value())
                .bind("at", at.orElse(null))
                .execute());
  }

  void rename(MerchantId id, String name, Optional<String> returnUrl) {
    database.execute(
        handle ->
            handle
                .createUpdate(RENAME)
                .bind("id", id.value())
                .bind("name", name)
                .bind("returnUrl", returnUrl.orElse(null))
                .execute());
  }

  void setResponseKey(MerchantId id, byte[] sealed) {
    database.execute(
        handle ->
            handle
                .createUpdate(SET_RESPONSE_KEY)
                .bind("id", id.value())
                .bind("key", sealed)
                .execute());
  }

  List<LabelledKey> keys(MerchantId id) {
    return database.run(
        handle ->
            handle
                .createQuery(KEYS)
                .bind("id", id.value())
                .map(
                    (row, _) ->
                        new LabelledKey(
                            row.getString("prefix"),
                            row.getString("label"),
                            row.getString("created_by"),
                            Rows.instant(row, "created_at"),
                            Rows.optionalInstant(row, "expires_at"),
                            Rows.optionalInstant(row, "revoked_at")))
                .list());
  }

  boolean label(MerchantId id, String prefix, String label, String by) {
    return database.run(
            handle ->
                handle
                    .createUpdate(LABEL)
                    .bind("id", id.value())
                    .bind("prefix", prefix)
                    .bind("label", label)
                    .bind("by", by)
                    .execute())
        > 0;
  }
}
