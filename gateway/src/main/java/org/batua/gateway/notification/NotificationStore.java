package org.batua.gateway.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;
import tools.jackson.databind.json.JsonMapper;

/// Notifications in PostgreSQL, byte for byte.
public final class NotificationStore {
  private static final String INSERT_ONCE = Sql.text("notification/insert_once");
  private static final String INSERT_WORTHLESS = Sql.text("notification/insert_worthless");
  private static final String COUNT_WORTHLESS = Sql.text("notification/count_worthless");
  private static final String CLAIM_DUE = Sql.text("notification/claim_due");
  private static final String END_IF_WAITING = Sql.text("notification/end_if_waiting");
  private static final String POSTPONE_IF_WAITING = Sql.text("notification/postpone_if_waiting");
  private static final String DELETE_OLD = Sql.text("notification/delete_old");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public NotificationStore(Database database) {
    this.database = database;
  }

  /// Adds a genuine one. One that has come before is asked about again, at most once a minute, and
  /// is not stored again.
  ///
  /// @param body as its bytes came
  /// @param hash of what makes it this notification
  /// @param references of the movements that it names
  void addOnce(
      String providerAccount,
      ProviderNotifications.Message message,
      byte[] body,
      byte[] hash,
      List<String> references,
      Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_ONCE)
                .bind("account", providerAccount)
                .bind("now", now)
                .bind("headers", JSON.writeValueAsString(message.headers()))
                .bind("body", body)
                .bind("hash", hash)
                .bindArray("references", String.class, references)
                .execute());
  }

  /// Adds one that changes nothing.
  ///
  /// @param body as its bytes came
  void addWorthless(
      String providerAccount,
      ProviderNotifications.Message message,
      byte[] body,
      Notification.Status status,
      Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_WORTHLESS)
                .bind("account", providerAccount)
                .bind("now", now)
                .bind("headers", JSON.writeValueAsString(message.headers()))
                .bind("body", body)
                .bind("status", status.name())
                .execute());
  }

  /// How many that are worth nothing were stored for an account since then.
  int countWorthless(String providerAccount, Instant since) {
    return database.run(
        handle ->
            handle
                .createQuery(COUNT_WORTHLESS)
                .bind("account", providerAccount)
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
  }

  /// Leases due notifications until `leaseUntil`.
  List<Notification> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(CLAIM_DUE)
                .bind("now", now)
                .bind("lease", leaseUntil)
                .bind("limit", limit)
                .map((row, _) -> notification(row))
                .list());
  }

  void endIfWaiting(long id, Notification.Status status) {
    database.execute(
        handle ->
            handle
                .createUpdate(END_IF_WAITING)
                .bind("id", id)
                .bind("status", status.name())
                .execute());
  }

  void waitUntil(long id, Instant next) {
    database.execute(
        handle ->
            handle.createUpdate(POSTPONE_IF_WAITING).bind("id", id).bind("next", next).execute());
  }

  /// Forgets some of what is old and waits for nothing.
  ///
  /// @return how many
  int forgetBefore(Instant then, int limit) {
    return database.run(
        handle ->
            handle.createUpdate(DELETE_OLD).bind("then", then).bind("limit", limit).execute());
  }

  private static Notification notification(ResultSet row) throws SQLException {
    Map<String, String> headers = new HashMap<>();
    JSON.readTree(row.getString("headers"))
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().stringValue()));
    return new Notification(
        row.getLong("id"),
        row.getString("provider_account_id"),
        ProviderNotifications.Message.of(headers, row.getBytes("body")),
        row.getInt("attempts"));
  }
}
