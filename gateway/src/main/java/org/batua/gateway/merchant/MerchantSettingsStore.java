package org.batua.gateway.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// What operators change about merchants and keys, in PostgreSQL.
public final class MerchantSettingsStore {
  private static final String RESTRICTIONS = Sql.text("merchant/restrictions");
  private static final String SET_TIMES = Sql.text("merchant/set_times");
  private static final String PUT_LIMITS = Sql.text("merchant/put_limits");
  private static final String SET_DISABLED = Sql.text("merchant/set_disabled");
  private static final String RENAME = Sql.text("merchant/rename");
  private static final String SET_RESPONSE_KEY = Sql.text("merchant/set_response_key");
  private static final String KEYS = Sql.text("merchant/labelled_keys");
  private static final String LABEL = Sql.text("merchant/label_key");

  private final Database database;

  public MerchantSettingsStore(Database database) {
    this.database = database;
  }

  /// What each call of a merchant must know of it.
  record Restrictions(boolean isDisabled, MerchantLimits limits, MerchantTimes times) {
    static final Restrictions NONE =
        new Restrictions(/* isDisabled= */ false, MerchantLimits.NONE, MerchantTimes.NONE);
  }

  Restrictions restrictions(MerchantId id) {
    return database
        .run(
            handle ->
                handle
                    .createQuery(RESTRICTIONS)
                    .bind("id", id.value())
                    .map(
                        (row, _) ->
                            new Restrictions(
                                Rows.optionalInstant(row, "disabled_at").isPresent(),
                                limits(row),
                                times(row)))
                    .findOne())
        .orElse(Restrictions.NONE);
  }

  private static MerchantLimits limits(ResultSet row) throws SQLException {
    return new MerchantLimits(
        number(row, "refund_minor"),
        number(row, "refunds_a_day_minor"),
        number(row, "payment_minor"),
        number(row, "payments_a_day").map(Math::toIntExact));
  }

  private static MerchantTimes times(ResultSet row) throws SQLException {
    return new MerchantTimes(
        number(row, "order_expiry_minutes").map(Duration::ofMinutes),
        number(row, "wallet_token_seconds").map(Duration::ofSeconds));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  void putLimits(MerchantId id, MerchantLimits limits, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(PUT_LIMITS)
                .bind("id", id.value())
                .bind("refund", limits.refund().orElse(null))
                .bind("refundsADay", limits.refundsADay().orElse(null))
                .bind("payment", limits.payment().orElse(null))
                .bind("paymentsADay", limits.paymentsADay().orElse(null))
                .bind("now", now)
                .execute());
  }

  void setTimes(MerchantId id, MerchantTimes times) {
    database.execute(
        handle ->
            handle
                .createUpdate(SET_TIMES)
                .bind("id", id.value())
                .bind("orderExpiry", times.orderExpiryMinutes().orElse(null))
                .bind("walletToken", times.walletTokenSeconds().orElse(null))
                .execute());
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
                            Rows.optionalInstant(row, "revoked_at"),
                            Rows.optionalInstant(row, "last_used_at"),
                            MerchantStore.limits(row)))
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
