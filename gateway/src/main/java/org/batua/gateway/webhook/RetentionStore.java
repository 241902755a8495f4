package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Parts;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Deletes expired rows in batches. Numbers of events follow time, so that everything is found by
/// its key and no index of times is needed.
public final class RetentionStore {
  private static final NamedSql RANGE = Sql.named("webhook/event_range");
  private static final NamedSql AT = Sql.named("webhook/event_time_at");
  private static final NamedSql ENDPOINTS = Sql.named("webhook/endpoint_ids");
  private static final NamedSql BODIES = Sql.named("webhook/forget_bodies");
  private static final NamedSql ATTEMPTS = Sql.named("webhook/forget_attempts");
  private static final NamedSql DELIVERIES = Sql.named("webhook/forget_deliveries");
  private static final NamedSql EVENTS = Sql.named("webhook/forget_events");
  private static final NamedSql STREAMED = Sql.named("webhook/forget_streamed");

  private final Database database;

  public RetentionStore(Database database) {
    this.database = database;
  }

  private record Place(long number, Instant at) {}

  /// The number up to which events are older than a time; 0 when none is.
  long numberBefore(Instant then) {
    record Range(long first, long last) {}
    var range =
        database
            .read(RANGE, Map.of(), row -> new Range(row.getLong("first"), row.getLong("last")))
            .getFirst();
    long older = range.first() - 1;
    long newer = range.last() + 1;
    while (newer - older > 1) {
      long middle = older + (newer - older) / 2;
      var place = at(middle);
      if (place.isPresent() && place.get().at().isBefore(then)) {
        older = Math.min(place.get().number(), newer - 1);
      } else {
        newer = middle;
      }
    }
    return Math.max(0, older);
  }

  /// The first event from this number on.
  private Optional<Place> at(long number) {
    return database
        .read(
            AT,
            Map.of("number", number),
            row -> new Place(row.getLong("number"), Rows.instant(row, "created_at")))
        .stream()
        .findFirst();
  }

  /// Forgets what was sent of all events up to this one.
  ///
  /// @return how many bodies
  long forgetBodies(long number) {
    return endpoints().stream().mapToLong(endpoint -> forget(BODIES, endpoint, number)).sum();
  }

  /// Forgets all events up to this one, with everything about them.
  ///
  /// @return how many events
  long forgetEvents(long number) {
    for (var endpoint : endpoints()) {
      var _ = forget(BODIES, endpoint, number);
      var _ = forget(ATTEMPTS, endpoint, number);
      var _ = forget(DELIVERIES, endpoint, number);
    }
    var _ = database.write(STREAMED, Map.of("number", number), row -> row.getInt("gone"));
    return Parts.delete(
        limit ->
            database
                .write(EVENTS, Map.of("number", number, "limit", limit), row -> row.getInt("gone"))
                .getFirst());
  }

  private List<String> endpoints() {
    return database.read(ENDPOINTS, Map.of(), row -> row.getString("id"));
  }

  private long forget(NamedSql what, String endpoint, long number) {
    return Parts.delete(
        limit ->
            database
                .write(
                    what,
                    Map.of("endpoint", endpoint, "number", number, "limit", limit),
                    row -> row.getInt("gone"))
                .getFirst());
  }
}
