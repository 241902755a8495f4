package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

/// The log of deliveries and attempts, for reading.
public final class DeliveryLogStore {
  private static final String NUMBER = "NUMBER";
  private static final NamedSql LIST = Sql.named("webhook/deliveries");
  private static final NamedSql END_OF_SCAN = Sql.named("webhook/end_of_delivery_scan");
  private static final NamedSql OF_EVENTS = Sql.named("webhook/deliveries_of_events");
  private static final NamedSql FIND = Sql.named("webhook/find_delivery");
  private static final NamedSql ATTEMPTS = Sql.named("webhook/attempts");

  /// So many deliveries are looked at for a page of those that match.
  private static final int SCAN_MAX = 20_000;

  private final Database database;

  public DeliveryLogStore(Database database) {
    this.database = database;
  }

  /// What of a merchant's deliveries is asked for.
  ///
  /// @param subject key of an event's subject
  /// @param before a place in the list: only what comes after it
  public record Query(
      MerchantId merchant,
      Optional<String> endpoint,
      Optional<DeliveryStatus> status,
      Optional<Long> event,
      Optional<String> subject,
      Instant from,
      Instant until,
      Place before,
      int count) {
    /// The one filter that an index answers.
    private String by() {
      if (event.isPresent()) {
        return "EVENT";
      }
      if (subject.isPresent()) {
        return "SUBJECT";
      }
      return status
          .map(
              it ->
                  switch (it) {
                    case FAILED, HELD, SUPERSEDED -> "UNDELIVERED";
                    case PENDING, RETRYING, SENDING, DELIVERED -> NUMBER;
                  })
          .orElse(NUMBER);
    }

    /// Whether what matches may be rare among what is read.
    private boolean isScan() {
      boolean isOfAnyTime = from.equals(Instant.EPOCH) && until.equals(WebhookParams.EVER);
      return by().equals(NUMBER) && (status.isPresent() || !isOfAnyTime);
    }
  }

  /// A place in the list of deliveries.
  public record Place(long event, String endpoint) {
    public static final Place START = new Place(Long.MAX_VALUE, "");

    private static Place below(long event) {
      return new Place(event - 1, "");
    }

    /// As [#read(String)] takes it.
    public String written() {
      return event + "-" + endpoint;
    }

    public static Optional<Place> read(String text) {
      int dash = text.indexOf('-');
      try {
        return dash > 0
            ? Optional.of(
                new Place(Long.parseLong(text.substring(0, dash)), text.substring(dash + 1)))
            : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static Place after(Delivery delivery) {
      return new Place(delivery.event().number(), delivery.endpointId());
    }
  }

  /// Some deliveries, newest events first.
  ///
  /// @param next where the list goes on; empty at its end
  /// @param cutShort whether it goes on after deliveries that were looked at and do not match
  public record Page(List<Delivery> rows, Optional<Place> next, boolean cutShort) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /// Looks at a bounded number of deliveries, however few of them match.
  public Page list(Query query) {
    var floor = query.isScan() ? endOfScan(query) : Optional.<Long>empty();
    var rows = rows(query, floor.orElse(0L));
    if (rows.size() == query.count()) {
      return new Page(rows, Optional.of(Place.after(rows.getLast())), /* cutShort= */ false);
    }
    return new Page(rows, floor.map(Place::below), floor.isPresent());
  }

  private Optional<Long> endOfScan(Query query) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("merchant", query.merchant().value());
    values.put("endpoint", query.endpoint().orElse(null));
    values.put("before", query.before().event());
    values.put("beforeEndpoint", query.before().endpoint());
    values.put("scan", SCAN_MAX);
    return Optional.ofNullable(
        database
            .read(END_OF_SCAN, values, row -> new Bound(row.getObject("number", Long.class)))
            .getFirst()
            .number());
  }

  private record Bound(@Nullable Long number) {}

  private List<Delivery> rows(Query query, long floor) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("merchant", query.merchant().value());
    values.put("by", query.by());
    values.put("endpoint", query.endpoint().orElse(null));
    values.put("status", query.status().map(DeliveryStatus::name).orElse(null));
    values.put("event", query.event().orElse(null));
    values.put("subject", query.subject().orElse(null));
    values.put("after", query.from());
    values.put("until", query.until());
    values.put("before", query.before().event());
    values.put("beforeEndpoint", query.before().endpoint());
    values.put("count", query.count());
    values.put("floor", floor);
    return database.read(LIST, values, DeliveryLogStore::delivery);
  }

  List<Delivery> ofEvents(MerchantId merchant, List<String> events) {
    return database.read(
        OF_EVENTS, Map.of("merchant", merchant.value(), "ids", events), DeliveryLogStore::delivery);
  }

  /// A delivery with its story.
  ///
  /// @param body what was sent last, as it is kept
  public record Story(Delivery delivery, List<Delivery.Attempt> attempts, Optional<String> body) {}

  public Optional<Story> find(MerchantId merchant, Delivery.Key key) {
    record Found(Delivery delivery, Optional<String> body) {}
    return database
        .read(
            FIND,
            Map.of("merchant", merchant.value(), "endpoint", key.endpoint(), "id", key.event()),
            row -> new Found(delivery(row), body(row)))
        .stream()
        .findFirst()
        .map(found -> new Story(found.delivery(), attempts(found.delivery()), found.body()));
  }

  private static Optional<String> body(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getBytes("body")).map(BodyCompression::inflated);
  }

  private List<Delivery.Attempt> attempts(Delivery delivery) {
    return database.read(
        ATTEMPTS,
        Map.of("endpoint", delivery.endpointId(), "event", delivery.event().number()),
        row ->
            new Delivery.Attempt(
                row.getInt("attempt"),
                Rows.instant(row, "at"),
                row.getInt("took_ms"),
                Optional.ofNullable(row.getObject("http_status", Integer.class)),
                row.getString("error"),
                row.getString("address"),
                row.getString("answer"),
                row.getString("body_sha256")));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        EventStore.event(row),
        row.getString("endpoint_id"),
        row.getString("endpoint_name"),
        Rows.optionalText(row, "order_id").orElse(""),
        DeliveryStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getInt("retries"),
        Rows.optionalInstant(row, "due_at"),
        Rows.optionalText(row, "url"),
        row.getString("reason"),
        Rows.instant(row, "queued_at"),
        Rows.instant(row, "updated_at"));
  }
}
