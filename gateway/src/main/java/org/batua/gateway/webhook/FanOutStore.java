package org.batua.gateway.webhook;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;
import tools.jackson.databind.json.JsonMapper;

/// The queue of events in PostgreSQL, and the numbers that events get when they leave it.
public final class FanOutStore {
  private static final NamedSql HAS_QUEUED = Sql.named("webhook/has_queued_events");
  private static final String LOCK = Sql.text("webhook/lock_fan_out");
  private static final String WAIT = Sql.text("webhook/wait_for_fan_out");
  private static final String FAN_OUT = Sql.text("webhook/fan_out");
  private static final String REPEAT = Sql.text("webhook/insert_repeat");
  private static final String NAMES = names();

  private final Database database;

  public FanOutStore(Database database) {
    this.database = database;
  }

  boolean hasQueued() {
    return database.read(HAS_QUEUED, Map.of(), row -> row.getBoolean("queued")).getFirst();
  }

  /// Moves some events from the queue to the endpoints' deliveries, all or nothing.
  ///
  /// @return how many; none when another process does the same right now
  int fanOut(int limit, Instant now) {
    return database.inTransaction(
        tx -> {
          if (!tx.handle().createQuery(LOCK).mapTo(Boolean.class).one()) {
            return 0;
          }
          return tx.handle()
              .createQuery(FAN_OUT)
              .bind("names", NAMES)
              .bind("limit", limit)
              .bind("now", now)
              .mapTo(Integer.class)
              .one();
        });
  }

  /// Gives an event another number, by which listeners see it again.
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
                  .one();
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
