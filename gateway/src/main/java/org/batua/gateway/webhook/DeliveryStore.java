package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.log.TraceParent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Deliveries on their way, in PostgreSQL. Whoever sends one holds its lease, which a dead process
/// loses by the database's clock; an outcome counts only under the lease.
public final class DeliveryStore {
  private static final NamedSql CLAIM = Sql.named("webhook/claim");
  private static final NamedSql CLAIM_ONE = Sql.named("webhook/claim_one");
  private static final NamedSql GIVE_BACK = Sql.named("webhook/give_back");
  private static final NamedSql FREE = Sql.named("webhook/free_lost_leases");
  private static final NamedSql HOLD = Sql.named("webhook/hold_of_closed_endpoints");
  private static final NamedSql RELEASE = Sql.named("webhook/release_held");
  private static final NamedSql IS_TOLD_LATER = Sql.named("webhook/is_told_later");
  private static final NamedSql BACKLOG = Sql.named("webhook/backlog");
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PART = 5000;

  private final Database database;
  private final BatchedStatement<Integer> outcomes;
  private final BodyCompression bodies = new BodyCompression();

  public DeliveryStore(Database database) {
    this.database = database;
    this.outcomes =
        new BatchedStatement<>(
            database, Sql.named("webhook/record_outcome"), row -> row.getInt("caller"));
  }

  /// Claims due deliveries of some queues or all, up to the free capacity; committed before this
  /// returns.
  List<Claim> claim(SendQueues.Room room, Lease lease, Instant now) {
    return database.write(
        CLAIM,
        Map.ofEntries(
            Map.entry("all", room.isOfAll()),
            Map.entry("of", List.copyOf(room.of())),
            Map.entry("proven", JSON.writeValueAsString(room.ofProven())),
            Map.entry("unproven", JSON.writeValueAsString(room.ofUnproven())),
            Map.entry("first", SendQueue.FIRST),
            Map.entry("ofAllUnproven", room.ofAllUnproven()),
            Map.entry("afterProven", room.turns().afterProven()),
            Map.entry("afterUnproven", room.turns().afterUnproven()),
            Map.entry("most", room.total()),
            Map.entry("lease", lease.id()),
            Map.entry("leaseSeconds", lease.seconds()),
            Map.entry("now", now)),
        DeliveryStore::claim);
  }

  /// Makes due again what was claimed and not sent, unless its lease was lost.
  ///
  /// @return how many deliveries
  int giveBack(List<Claim> claims, Instant now) {
    var json = JSON.createArrayNode();
    for (var claim : claims) {
      json.addObject()
          .put("endpoint", claim.endpointId())
          .put("event", claim.event().number())
          .put("lease", claim.lease())
          .put("due", claim.due().toString());
    }
    return database
        .write(
            GIVE_BACK,
            Map.of("claims", json.toString(), "now", now),
            row -> row.getLong("event_number"))
        .size();
  }

  /// How long a claim holds, unless its outcome is recorded before.
  record Lease(String id, int seconds) {}

  /// A delivery that a person wants sent, and where it stood before.
  record Taken(Claim claim, DeliveryStatus status, Optional<Instant> due) {}

  /// Claims one delivery in any status; empty while it is being sent.
  Optional<Taken> claimOne(String endpoint, long event, Lease lease, Instant now) {
    return database
        .write(
            CLAIM_ONE,
            Map.of(
                "endpoint", endpoint,
                "event", event,
                "lease", lease.id(),
                "leaseSeconds", lease.seconds(),
                "now", now),
            row ->
                new Taken(
                    claim(row),
                    DeliveryStatus.valueOf(row.getString("old_status")),
                    Rows.optionalInstant(row, "old_due_at")))
        .stream()
        .findFirst();
  }

  /// Records what came of an attempt, together with others.
  ///
  /// @return false when the lease was lost: another process owns the delivery
  boolean record(Outcome outcome) {
    var claim = outcome.claim();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("endpoint", claim.endpointId());
    values.put("event", claim.event().number());
    values.put("lease", claim.lease());
    values.put("attempt", claim.attempt());
    values.put("status", outcome.status().name());
    values.put("retries", outcome.retries());
    values.put("due", outcome.due().map(Instant::toString).orElse(null));
    values.put("reason", outcome.reason());
    values.put("now", outcome.now().toString());
    outcome.attempt().ifPresent(attempt -> put(values, attempt));
    values.put("body", outcome.body().map(this::kept).orElse(null));
    var key = claim.endpointId() + claim.event().number();
    return !database.insist(() -> outcomes.write(key, values)).isEmpty();
  }

  private String kept(String body) {
    return Base64.getEncoder().encodeToString(bodies.deflated(body));
  }

  private static void put(Map<String, @Nullable Object> values, Delivery.Attempt attempt) {
    values.put("at", attempt.at().toString());
    values.put("tookMs", attempt.tookMs());
    values.put("httpStatus", attempt.httpStatus().orElse(null));
    values.put("error", attempt.error());
    values.put("address", attempt.address());
    values.put("answer", attempt.answer());
    values.put("sha256", attempt.bodySha256());
  }

  /// Makes due what a dead process was sending.
  int freeLostLeases(Instant now) {
    return database.write(FREE, Map.of("now", now), row -> row.getInt("freed")).getFirst();
  }

  /// Holds due deliveries of endpoints that are paused or closed.
  void holdOfClosedEndpoints(Instant now) {
    int held;
    do {
      held =
          database
              .write(HOLD, Map.of("now", now, "limit", PART), row -> row.getInt("held"))
              .getFirst();
    } while (held >= PART);
  }

  /// What becomes of the deliveries that an endpoint has missed.
  public enum Held {
    SEND,
    SKIP
  }

  /// Ends the wait of what was held for an endpoint.
  ///
  /// @return how many deliveries
  long releaseHeld(String endpoint, Held held, Instant now) {
    long all = 0;
    int released;
    do {
      released =
          database
              .write(
                  RELEASE,
                  Map.of(
                      "endpoint", endpoint,
                      "sends", held == Held.SEND,
                      "now", now,
                      "limit", PART),
                  row -> row.getInt("released"))
              .getFirst();
      all += released;
    } while (released == PART);
    return all;
  }

  /// Whether a newer event that says otherwise is on its way to the same endpoint.
  boolean isToldLater(Claim claim) {
    var event = claim.event();
    var names = event.name().overtakenBy().stream().map(EventName::name).toList();
    if (names.isEmpty()) {
      return false;
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("endpoint", claim.endpointId());
    values.put("subject", event.subject().key());
    values.put("event", event.number());
    values.put("names", names);
    values.put("refund", event.refund().orElse(null));
    values.put(
        "payment",
        event.name().content() == EventName.Content.TXN ? event.payment().orElse(null) : null);
    return database.read(IS_TOLD_LATER, values, row -> row.getBoolean("told")).getFirst();
  }

  /// What waits, for the meters.
  ///
  /// @param due up to 100,000
  record Backlog(long due, Optional<Instant> oldest, long pausedEndpoints) {}

  Backlog backlog(Instant now) {
    return database
        .read(
            BACKLOG,
            Map.of("now", now),
            row ->
                new Backlog(
                    row.getLong("backlog"),
                    Rows.optionalInstant(row, "oldest"),
                    row.getLong("paused")))
        .getFirst();
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        EventStore.event(row),
        row.getString("endpoint_id"),
        row.getString("queue"),
        Rows.optionalText(row, "url"),
        row.getInt("attempts"),
        row.getInt("retries"),
        Rows.instant(row, "was_due_at"),
        Rows.instant(row, "claimed_at"),
        row.getString("lease"),
        Rows.optionalText(row, "trace_parent").flatMap(TraceParent::parse));
  }
}
