package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;
import tools.jackson.databind.json.JsonMapper;

/// The queue of events in PostgreSQL, and what becomes of them when they leave it.
public final class FanOutStore {
  private static final NamedSql HAS_QUEUED = Sql.named("webhook/has_queued_events");
  private static final String LOCK = Sql.text("webhook/lock_fan_out");
  private static final String WAIT = Sql.text("webhook/wait_for_fan_out");
  private static final String FAN_OUT = Sql.text("webhook/fan_out");
  private static final String REPEAT = Sql.text("webhook/insert_streamed");
  private static final String NAMES = names();

  private final Database database;

  public FanOutStore(Database database) {
    this.database = database;
  }

  boolean hasQueued() {
    return database.read(HAS_QUEUED, Map.of(), row -> row.getBoolean("queued")).getFirst();
  }

  /// What a fan-out came to.
  ///
  /// @param taken how many events
  /// @param queues in which deliveries were put that are due
  /// @param homeless merchants whose orders name a URL of their own and who have no endpoint that
  ///   it could take credentials and secret from; then nothing was moved
  record Moved(int taken, Set<String> queues, List<MerchantId> homeless) {
    static final Moved NONE = new Moved(0, Set.of(), List.of());
  }

  /// Undoes a fan-out that would lose events.
  private static final class Homeless extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<MerchantId> merchants;

    Homeless(List<MerchantId> merchants) {
      super("orders with a URL of their own, and no endpoint", null, false, false);
      this.merchants = merchants;
    }
  }

  /// Moves some events from the queue to the endpoints' deliveries, all or nothing.
  ///
  /// @return none when another process does the same right now
  Moved fanOut(int limit, Instant now) {
    try {
      return moved(limit, now);
    } catch (Homeless e) {
      return new Moved(0, Set.of(), e.merchants);
    }
  }

  private Moved moved(int limit, Instant now) {
    return database.inTransaction(
        tx -> {
          if (!tx.handle().createQuery(LOCK).mapTo(Boolean.class).one()) {
            return Moved.NONE;
          }
          return tx.handle()
              .createQuery(FAN_OUT)
              .bind("names", NAMES)
              .bind("limit", limit)
              .bind("now", now)
              .map((row, _) -> moved(row))
              .one();
        });
  }

  private static Moved moved(ResultSet row) throws SQLException {
    var homeless = (String[]) row.getArray("homeless").getArray();
    if (homeless.length > 0) {
      throw new Homeless(Arrays.stream(homeless).map(MerchantId::new).toList());
    }
    var queues = (String[]) row.getArray("queues").getArray();
    return new Moved(row.getInt("taken"), Set.of(queues), List.of());
  }

  /// Puts an event into the stream again, if the merchant has one.
  void repeat(MerchantId merchant, long event) {
    var _ =
        database.inTransaction(
            tx -> {
              tx.handle().createQuery(WAIT).mapToMap().list();
              return tx.handle()
                  .createQuery(REPEAT)
                  .bind("merchant", merchant.value())
                  .bind("event", event)
                  .mapTo(Long.class)
                  .list();
            });
  }

  private static String names() {
    var json = new JsonMapper().createArrayNode();
    Arrays.stream(EventName.values())
        .forEach(
            one -> json.addObject().put("name", one.name()).put("since", one.since().toString()));
    return json.toString();
  }
}
