package org.batua.gateway.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.keyring.KeyRing;

/// Rules and alerts in PostgreSQL; receivers are sealed with the merchant as associated data.
public final class AlertStore {
  private static final NamedSql FIND_RULE = Sql.named("alert/find_alert_rule");
  private static final NamedSql ALL_RULES = Sql.named("alert/all_alert_rules");
  private static final String PUT_RULE = Sql.text("alert/put_alert_rule");
  private static final String REMOVE_RULE = Sql.text("alert/remove_alert_rule");
  private static final NamedSql OF_MERCHANT = Sql.named("alert/alerts_of_merchant");
  private static final NamedSql OPEN = Sql.named("alert/open_alerts");
  private static final NamedSql UNTOLD = Sql.named("alert/untold_alerts");
  private static final String BEGIN = Sql.text("alert/begin_alert");
  private static final String END = Sql.text("alert/end_alert");
  private static final String NOTE = Sql.text("alert/note_alert_attempt");
  private static final String FORGET = Sql.text("alert/forget_alerts");
  private static final NamedSql DIFFERING = Sql.named("alert/differing_statements");

  private final Database database;
  private final KeyRing keyRing;

  public AlertStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  Optional<AlertRule> rule(MerchantId merchant) {
    return database.read(FIND_RULE, Map.of("merchant", merchant.value()), this::rule).stream()
        .findFirst();
  }

  List<AlertRule> rules() {
    return database.read(ALL_RULES, Map.of(), this::rule);
  }

  void put(AlertRule rule, Instant now) {
    var merchant = rule.merchant().value();
    var sealed = keyRing.seal(rule.receiver(), context(merchant));
    database.execute(
        handle ->
            handle
                .createUpdate(PUT_RULE)
                .bind("merchant", merchant)
                .bind("receiver", sealed)
                .bind("percent", rule.successPercent())
                .bind("minutes", rule.successMinutes())
                .bind("open", rule.openMinutes())
                .bind("now", now)
                .execute());
  }

  void remove(MerchantId merchant) {
    database.execute(
        handle -> handle.createUpdate(REMOVE_RULE).bind("merchant", merchant.value()).execute());
  }

  List<Alert> latest(MerchantId merchant, int limit) {
    return database.read(
        OF_MERCHANT, Map.of("merchant", merchant.value(), "limit", limit), AlertStore::alert);
  }

  List<Alert> open(MerchantId merchant) {
    return database.read(OPEN, Map.of("merchant", merchant.value()), AlertStore::alert);
  }

  /// Those whose receiver has not accepted their latest state.
  List<Alert> untold(MerchantId merchant, Instant now, int attemptsMax, int limit) {
    return database.read(
        UNTOLD,
        Map.of("merchant", merchant.value(), "now", now, "max", attemptsMax, "limit", limit),
        AlertStore::alert);
  }

  void begin(String id, MerchantId merchant, Alert.Condition condition, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(BEGIN)
                .bind("id", id)
                .bind("merchant", merchant.value())
                .bind("kind", condition.kind().name())
                .bind("subject", condition.subject())
                .bind("detail", condition.detail())
                .bind("now", now)
                .execute());
  }

  void end(Alert alert, Instant now) {
    database.execute(
        handle -> handle.createUpdate(END).bind("id", alert.id()).bind("now", now).execute());
  }

  void note(Alert alert, Alert.Told told, Instant next) {
    database.execute(
        handle ->
            handle
                .createUpdate(NOTE)
                .bind("id", alert.id())
                .bind("told", told.name())
                .bind("next", next)
                .execute());
  }

  int forget(Instant before, int limit) {
    return database.run(
        handle ->
            handle.createUpdate(FORGET).bind("before", before).bind("limit", limit).execute());
  }

  /// Accounts whose last comparison with a statement found something.
  List<Alert.Condition> differing(MerchantId merchant) {
    return database.read(
        DIFFERING,
        Map.of("merchant", merchant.value()),
        row -> {
          var account = (row.getString("gateway") + " " + row.getString("reference")).strip();
          return new Alert.Condition(
              Alert.Kind.RECONCILIATION_DIFFERS,
              account,
              account + ": the last statement differs, " + row.getString("differences"));
        });
  }

  private static String context(String merchant) {
    return "alert-rule/" + merchant;
  }

  private AlertRule rule(ResultSet row) throws SQLException {
    var merchant = row.getString("merchant_id");
    return new AlertRule(
        new MerchantId(merchant),
        keyRing.open(row.getBytes("receiver"), context(merchant)),
        row.getInt("success_percent"),
        row.getInt("success_minutes"),
        row.getInt("open_minutes"));
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        Alert.Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        row.getString("detail"),
        Rows.instant(row, "since"),
        Rows.optionalInstant(row, "ended_at"),
        Alert.Told.valueOf(row.getString("told")),
        row.getInt("attempts"));
  }
}
