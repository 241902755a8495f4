package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.db.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The columns `next_check_at`, `checked_at`, `checks`, `not_found_count`, `sender` and `status`,
/// which every table of movements has alike.
public final class DueStore {
  private final Database database;
  private final String table;

  /// @param table a name from our own code
  public DueStore(Database database, String table) {
    this.database = database;
    this.table = table;
  }

  /// Lets what dead processes were sending be looked at now.
  ///
  /// @return how many that were
  public int hurryWhatDeadProcessesSent(Instant now) {
    return database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update %s m set next_check_at = :now
                    where status = 'SENDING' and next_check_at > :now and not exists (
                      select 1 from server_process p
                      where p.id = m.sender and p.alive_until > now())
                    """
                        .formatted(table))
                .bind("now", now)
                .execute());
  }

  /// A query over `c`: some that are due, which nobody else gets before `leaseUntil`.
  ///
  /// @param select what to read of `c`
  public Query claimDue(Handle handle, String select, Instant now, Instant leaseUntil, int limit) {
    return handle
        .createQuery(
            """
            with c as (
              update %1$s set next_check_at = :lease, checked_at = :now, checks = checks + 1
              where id in (select id from %1$s where next_check_at <= :now and status <> 'FUNDED'
                order by next_check_at limit :limit for update skip locked)
              returning *)
            """
                    .formatted(table)
                + select)
        .bind("now", now)
        .bind("lease", leaseUntil)
        .bind("limit", limit);
  }

  /// Remembers what a question told without moving anything, unless it moved meanwhile.
  public void waitUntil(String id, Enum<?> status, Resolution.Nothing told) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update %s set next_check_at = :next, not_found_count = :notFound
                    where id = :id and status = :status and next_check_at is not null
                    """
                        .formatted(table))
                .bind("id", id)
                .bind("status", status.name())
                .bind("next", told.next())
                .bind("notFound", told.notFoundCount())
                .execute());
  }

  /// What every statement that stores a move needs.
  ///
  /// @param from the statuses that it may come from
  public static <S extends Enum<S> & ResolvableStatus> Map<String, @Nullable Object> values(
      String id, Set<S> from, Transition<S> move, Instant now) {
    Map<String, @Nullable Object> values = new HashMap<>(32);
    values.put("id", id);
    values.put("from", from.stream().map(Enum::name).toList());
    values.put("to", move.to().name());
    values.put("providerReference", move.providerReference());
    values.put("error", move.error());
    values.put("code", move.response().code());
    values.put("message", move.response().message());
    values.put("next", move.nextCheck().orElse(null));
    values.put("actor", move.actor());
    values.put("cause", move.cause());
    values.put("now", now);
    return values;
  }
}
