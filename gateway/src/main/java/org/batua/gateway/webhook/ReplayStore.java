package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.jspecify.annotations.Nullable;

/// Replays in PostgreSQL: which deliveries are sent again, and how far that has come.
public final class ReplayStore {
  private static final NamedSql COUNT = Sql.named("webhook/count_replay");
  private static final NamedSql INSERT = Sql.named("webhook/insert_replay");
  private static final NamedSql FIND = Sql.named("webhook/find_replay");
  private static final NamedSql CANCEL = Sql.named("webhook/cancel_replay");
  private static final NamedSql RUNNING = Sql.named("webhook/running_replays");
  private static final NamedSql ADVANCE = Sql.named("webhook/advance_replay");

  private final Database database;

  public ReplayStore(Database database) {
    this.database = database;
  }

  /// Which deliveries of an endpoint are wanted again.
  ///
  /// @param names empty for all events
  public record Selection(
      MerchantId merchant,
      String endpoint,
      Instant from,
      Instant until,
      List<DeliveryStatus> statuses,
      List<EventName> names) {}

  /// How many deliveries a selection has, and between which numbers of events.
  record Counted(long total, long first, long last) {}

  Counted count(Selection selection) {
    Map<String, Object> values = new HashMap<>();
    values.put("merchant", selection.merchant().value());
    values.put("endpoint", selection.endpoint());
    values.put("since", EventStore.firstIdAt(selection.from()));
    values.put("before", EventStore.AFTER_LAST_ID);
    values.put("after", selection.from());
    values.put("until", selection.until());
    values.put("statuses", words(selection.statuses()));
    values.put("names", words(selection.names()));
    return database
        .read(
            COUNT,
            values,
            row -> new Counted(row.getLong("total"), row.getLong("first"), row.getLong("last")))
        .getFirst();
  }

  void insert(String id, Selection selection, Counted counted, Instant now) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("merchant", selection.merchant().value());
    values.put("endpoint", selection.endpoint());
    values.put("statuses", words(selection.statuses()));
    values.put("names", words(selection.names()));
    values.put("first", counted.first());
    values.put("last", counted.last());
    values.put("total", counted.total());
    values.put("now", now);
    var _ = database.write(INSERT, values, row -> row.getString("id"));
  }

  private static List<String> words(List<? extends Enum<?>> names) {
    return names.stream().map(Enum::name).toList();
  }

  /// How far a replay has come.
  public record Replay(
      String id,
      String endpoint,
      List<String> statuses,
      long total,
      long queued,
      String status,
      Instant createdAt) {}

  Optional<Replay> find(MerchantId merchant, String id) {
    return database
        .read(FIND, Map.of("merchant", merchant.value(), "id", id), ReplayStore::replay)
        .stream()
        .findFirst();
  }

  void cancel(MerchantId merchant, String id, Instant now) {
    var _ =
        database.write(
            CANCEL,
            Map.of("merchant", merchant.value(), "id", id, "now", now),
            row -> row.getString("id"));
  }

  List<String> running() {
    return database.read(RUNNING, Map.of(), row -> row.getString("id"));
  }

  /// Queues the next few deliveries of a replay.
  void advance(String id, int limit, Instant now) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", id);
    values.put("limit", limit);
    values.put("now", now);
    var _ = database.write(ADVANCE, values, row -> row.getString("id"));
  }

  private static Replay replay(ResultSet row) throws SQLException {
    return new Replay(
        row.getString("id"),
        row.getString("endpoint_id"),
        Arrays.asList((String[]) row.getArray("statuses").getArray()),
        row.getLong("total"),
        row.getLong("queued"),
        row.getString("status"),
        Rows.instant(row, "created_at"));
  }
}
