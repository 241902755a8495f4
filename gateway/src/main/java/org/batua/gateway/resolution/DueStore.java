package org.batua.gateway.resolution;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.db.Database;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The columns `next_check_at`, `checked_at`, `checks`, `not_found_count`, `sender`, `reference`
/// and `status`, which every table of transactions has alike.
public final class DueStore<T extends OpenTransaction<?>> {
  private final Database database;
  private final Statements statements;
  private final RowMapper<T> reader;

  /// The statements of one table.
  public record Statements(
      String expediteOrphaned,
      String expediteWaiting,
      String claimDue,
      String waitUntil,
      String stopAsking,
      String find) {}

  public DueStore(Database database, Statements statements, RowMapper<T> reader) {
    this.database = database;
    this.statements = statements;
    this.reader = reader;
  }

  /// As [ResolvableStore#expediteOrphaned].
  public int expediteOrphaned(Instant now) {
    return database.run(
        handle -> handle.createUpdate(statements.expediteOrphaned()).bind("now", now).execute());
  }

  /// As [ResolvableStore#expediteWaiting].
  public <S extends Enum<S> & ResolvableStatus> int expediteWaiting(
      Set<S> statuses, Recovery.Window window, Instant now) {
    return database.run(
        handle ->
            handle
                .createUpdate(statements.expediteWaiting())
                .bindArray("statuses", String.class, statuses.stream().map(Enum::name).toArray())
                .bind("account", window.account().orElse(null))
                .bind("since", window.since())
                .bind("until", window.until())
                .bind("limit", window.limit())
                .bind("schedule", window.schedule().name())
                .bind("now", now)
                .execute());
  }

  /// As [ResolvableStore#claimDue].
  public List<T> claimDue(Instant now, Instant leaseUntil, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(statements.claimDue())
                .bind("now", now)
                .bind("lease", leaseUntil)
                .bind("limit", limit)
                .map(reader)
                .list());
  }

  /// Takes what a statement chooses of one owner for one question, unless they were asked about
  /// within this time.
  ///
  /// @param statement with the parameters `of`, `now` and `before`
  public List<T> claim(String statement, String of, Instant now, Duration within) {
    return database.run(
        handle ->
            handle
                .createQuery(statement)
                .bind("of", of)
                .bind("now", now)
                .bind("before", now.minus(within))
                .map(reader)
                .list());
  }

  /// As [ResolvableStore#waitUntil].
  public void waitUntil(T asked, Resolution.Nothing answer) {
    database.execute(
        handle ->
            handle
                .createUpdate(statements.waitUntil())
                .bind("id", asked.id())
                .bind("reference", asked.reference().value())
                .bind("status", asked.status().name())
                .bind("next", answer.next())
                .bind("notFound", answer.notFound())
                .execute());
  }

  /// As [ResolvableStore#stopAsking].
  public void stopAsking(T presumed) {
    database.execute(
        handle ->
            handle
                .createUpdate(statements.stopAsking())
                .bind("id", presumed.id())
                .bind("reference", presumed.reference().value())
                .execute());
  }

  /// As [ResolvableStore#find].
  public Optional<T> find(String id) {
    return database.run(
        handle -> handle.createQuery(statements.find()).bind("id", id).map(reader).findOne());
  }

  /// What every statement that stores a transition needs.
  ///
  /// @param reference that the transition was learnt of
  /// @param from the statuses that it may come from
  public static <S extends Enum<S> & ResolvableStatus> Map<String, @Nullable Object> values(
      String id, String reference, Set<S> from, Transition<S> transition, Instant now) {
    Map<String, @Nullable Object> values = new HashMap<>(32);
    values.put("id", id);
    values.put("reference", reference);
    values.put("from", from.stream().map(Enum::name).toList());
    values.put("to", transition.to().name());
    values.put("providerReference", transition.providerReference());
    values.put("error", transition.reasonCode());
    values.put("code", transition.response().code());
    values.put("message", transition.response().message());
    values.put("next", transition.nextCheck().orElse(null));
    values.put("actor", transition.actor());
    values.put("cause", transition.cause());
    values.put("now", now);
    return values;
  }
}
