package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.jspecify.annotations.Nullable;

/// Events in PostgreSQL, and the stream that listeners see.
public final class EventStore {
  private static final NamedSql OF_MERCHANT = Sql.named("webhook/events");
  private static final NamedSql OF_SUBJECT = Sql.named("webhook/events_of_subject");
  private static final NamedSql FIND = Sql.named("webhook/find_event");
  private static final NamedSql ORDER_REF = Sql.named("webhook/order_ref");
  private static final NamedSql STREAM = Sql.named("webhook/stream");
  private static final NamedSql LAST_NUMBER = Sql.named("webhook/last_number");
  private static final NamedSql PUT_LISTENER = Sql.named("webhook/put_listener");
  private static final NamedSql FIND_LISTENER = Sql.named("webhook/find_listener");

  /// Before the id of every event, and after it.
  static final String FIRST_ID = "evt_V2_";

  static final String AFTER_LAST_ID = "evt_V2_g";

  private final Database database;

  public EventStore(Database database) {
    this.database = database;
  }

  /// An event with what lists show besides.
  ///
  /// @param orderId the merchant's id of its order; empty when it has none
  record Listed(Event event, String orderId) {}

  /// What of a merchant's events is asked for.
  ///
  /// @param subject key of a subject; empty for all
  /// @param before an id: only older events
  record Query(
      MerchantId merchant,
      Optional<String> subject,
      Optional<EventName> name,
      Instant from,
      Instant until,
      String before,
      int count) {}

  List<Listed> list(Query query) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("merchant", query.merchant().value());
    values.put("name", query.name().map(EventName::name).orElse(null));
    values.put("after", query.from());
    values.put("until", query.until());
    values.put("before", query.before());
    values.put("count", query.count());
    if (query.subject().isPresent()) {
      values.put("subject", query.subject().get());
      return database.read(OF_SUBJECT, values, EventStore::listed);
    }
    values.put("since", firstIdAt(query.from()));
    return database.read(OF_MERCHANT, values, EventStore::listed);
  }

  /// The lowest id that an event of this time or later has. Writers' clocks differ, so that an hour
  /// is left for them; times themselves are compared besides.
  static String firstIdAt(Instant from) {
    long millis = Math.max(0, from.minusSeconds(3600).toEpochMilli());
    return FIRST_ID + java.util.HexFormat.of().toHexDigits(millis, 12);
  }

  Optional<Listed> find(MerchantId merchant, String id) {
    return database
        .read(FIND, Map.of("merchant", merchant.value(), "id", id), EventStore::listed)
        .stream()
        .findFirst();
  }

  /// The key of an order's events, by the merchant's id of it.
  Optional<String> subjectOfOrder(MerchantId merchant, String orderId) {
    return database
        .read(
            ORDER_REF,
            Map.of("merchant", merchant.value(), "order", orderId),
            row -> row.getString("id"))
        .stream()
        .findFirst();
  }

  /// An event at its place in the stream.
  record Streamed(long number, Event event) {}

  /// Events, and those that were sent again, after a number.
  ///
  /// @param names empty for all
  List<Streamed> after(MerchantId merchant, long number, List<EventName> names, int count) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("merchant", merchant.value());
    values.put("after", number);
    values.put("names", names.isEmpty() ? null : names.stream().map(EventName::name).toList());
    values.put("count", count);
    return database.read(
        STREAM, values, row -> new Streamed(row.getLong("stream_number"), event(row)));
  }

  /// The highest number in a merchant's stream; all lower ones are visible.
  long lastNumber(MerchantId merchant) {
    return database
        .read(LAST_NUMBER, Map.of("merchant", merchant.value()), row -> row.getLong("number"))
        .getFirst();
  }

  /// Keeps a listener's secret unless there is one.
  void putListenerSecret(MerchantId merchant, byte[] sealed) {
    var _ =
        database.write(
            PUT_LISTENER,
            Map.of("merchant", merchant.value(), "secret", sealed),
            row -> row.getString("merchant_id"));
  }

  Optional<byte[]> listenerSecret(MerchantId merchant) {
    return database
        .read(FIND_LISTENER, Map.of("merchant", merchant.value()), row -> row.getBytes("secret"))
        .stream()
        .findFirst();
  }

  static Listed listed(ResultSet row) throws SQLException {
    return new Listed(event(row), Rows.optionalText(row, "order_id").orElse(""));
  }

  static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("number"),
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        EventName.valueOf(row.getString("name")),
        subject(row),
        Rows.instant(row, "created_at"));
  }

  private static Event.Subject subject(ResultSet row) throws SQLException {
    var order = row.getString("order_ref");
    if (order != null) {
      return new Event.OfOrder(
          new OrderRef(order),
          Rows.optionalText(row, "txn_id"),
          Rows.optionalText(row, "refund_id"));
    }
    var topup = row.getString("topup_id");
    return topup != null
        ? new Event.OfTopup(topup)
        : new Event.OfWallet(new WalletId(row.getString("wallet_id")));
  }
}
