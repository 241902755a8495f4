package org.batua.gateway.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.db.Database;
import tools.jackson.databind.json.JsonMapper;

/// Notifications in PostgreSQL, to the letter.
public final class NotificationStore {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public NotificationStore(Database database) {
    this.database = database;
  }

  /// Adds one.
  ///
  /// @param body as its bytes came
  void add(
      String providerAccount,
      ProviderNotifications.Message message,
      byte[] body,
      Notification.Status status,
      Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into notification (provider_account_id, received_at, headers, body,
                      status, next_attempt_at)
                    values (:account, :now, cast(:headers as jsonb), :body, :status,
                      case when :status = 'WAITING' then cast(:now as timestamptz) end)
                    """)
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
                .createQuery(
                    """
                    select count(*) from notification
                    where provider_account_id = :account and received_at >= :since
                      and status in ('FORGED', 'UNREADABLE')
                    """)
                .bind("account", providerAccount)
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
  }

  /// Takes some that are due; nobody else gets them before `leaseUntil`.
  List<Notification> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    update notification set next_attempt_at = :lease, attempts = attempts + 1
                    where id in (select id from notification
                      where status = 'WAITING' and next_attempt_at <= :now
                      order by next_attempt_at, id limit :limit for update skip locked)
                    returning id, provider_account_id, headers, body, attempts
                    """)
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
                .createUpdate(
                    """
                    update notification set status = :status, next_attempt_at = null
                    where id = :id and status = 'WAITING'
                    """)
                .bind("id", id)
                .bind("status", status.name())
                .execute());
  }

  void waitUntil(long id, Instant next) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update notification set next_attempt_at = :next
                    where id = :id and status = 'WAITING'
                    """)
                .bind("id", id)
                .bind("next", next)
                .execute());
  }

  /// Forgets what is old and waits for nothing.
  int forgetBefore(Instant then) {
    return database.run(
        handle ->
            handle
                .createUpdate(
                    "delete from notification where received_at < :then and status <> 'WAITING'")
                .bind("then", then)
                .execute());
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
