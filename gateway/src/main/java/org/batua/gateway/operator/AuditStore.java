package org.batua.gateway.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;

/// The audit in PostgreSQL: a chain, to which one at a time adds.
public final class AuditStore {
  private static final String LOCK_HEAD = Sql.text("operator/lock_audit_head");
  private static final String MOVE_HEAD = Sql.text("operator/move_audit_head");
  private static final String READ_HEAD = Sql.text("operator/read_audit_head");
  private static final String INSERT = Sql.text("operator/insert_audit_entry");
  private static final String FIND = Sql.text("operator/find_audit_entries");
  private static final String CHAIN = Sql.text("operator/read_audit_chain");
  private static final int TEXT_LENGTH_MAX = 2000;
  private static final int CHAIN_PAGE = 1000;

  /// How many lines are looked at for those that fit a second filter.
  private static final int SCAN_MAX = 5_000;

  private static final String SEPARATOR = "\u001f";

  private final Database database;

  public AuditStore(Database database) {
    this.database = database;
  }

  void append(AuditEntry.Draft draft, AuditEntry.Outcome outcome, Instant now) {
    database.inTransaction(
        tx -> {
          append(tx, draft, outcome, now);
          return true;
        });
  }

  void append(Tx tx, AuditEntry.Draft draft, AuditEntry.Outcome outcome, Instant at) {
    var handle = tx.handle();
    var head = handle.createQuery(LOCK_HEAD).map((row, _) -> head(row)).one();
    long id = head.id() + 1;
    var cut =
        new AuditEntry.Draft(
            draft.actor(),
            draft.action(),
            draft.permission(),
            draft.merchant(),
            cut(draft.object()),
            cut(draft.detail()),
            cut(draft.reason()));
    // as PostgreSQL keeps it, so that what is read gives the same hash
    var now = at.truncatedTo(ChronoUnit.MICROS);
    var hash = hash(head.hash(), id, now, cut, outcome);
    handle
        .createUpdate(INSERT)
        .bind("id", id)
        .bind("now", now)
        .bind("kind", cut.actor().kind().name())
        .bind("actor", cut.actor().name())
        .bind("address", cut.actor().address())
        .bind("action", cut.action())
        .bind("permission", cut.permission())
        .bind("merchant", cut.merchant())
        .bind("object", cut.object())
        .bind("detail", cut.detail())
        .bind("reason", cut.reason())
        .bind("request", cut.actor().requestId())
        .bind("outcome", outcome.name())
        .bind("hash", HexFormat.of().parseHex(hash))
        .execute();
    handle
        .createUpdate(MOVE_HEAD)
        .bind("id", id)
        .bind("hash", HexFormat.of().parseHex(hash))
        .execute();
  }

  AuditSlice find(AuditQuery query) {
    record Found(Optional<AuditEntry> entry, int looked, long end) {}
    int limit = query.limit();
    int scan = query.hasOneFilterAtMost() ? limit + 1 : SCAN_MAX;
    var found =
        database.run(
            handle ->
                handle
                    .createQuery(FIND)
                    .bind("merchant", query.merchant())
                    .bind("by", query.by())
                    .bind("actor", query.actor().orElse(""))
                    .bind("object", query.object().orElse(""))
                    .bind("action", query.action().orElse(""))
                    .bind("before", query.before())
                    .bind("scan", scan)
                    .bind("limit", limit + 1)
                    .map(
                        (row, _) ->
                            new Found(
                                row.getObject("id") == null
                                    ? Optional.empty()
                                    : Optional.of(entry(row)),
                                row.getInt("looked_at"),
                                row.getLong("end_id")))
                    .list());
    var rows = found.stream().flatMap(it -> it.entry().stream()).toList();
    if (rows.size() > limit) {
      var shown = rows.subList(0, limit);
      return new AuditSlice(shown, Optional.of(shown.getLast().id()), /* cutShort= */ false);
    }
    boolean cutShort = scan == SCAN_MAX && found.getFirst().looked() == scan;
    return new AuditSlice(
        rows, cutShort ? Optional.of(found.getFirst().end()) : Optional.empty(), cutShort);
  }

  AuditHead head() {
    return database.run(handle -> handle.createQuery(READ_HEAD).map((row, _) -> head(row)).one());
  }

  /// Reads the whole chain in pages and computes every hash anew.
  Optional<Long> firstBroken() {
    var last = new AuditHead(0, "00".repeat(32));
    var head = head();
    while (true) {
      long after = last.id();
      var page =
          database.run(
              handle ->
                  handle
                      .createQuery(CHAIN)
                      .bind("after", after)
                      .bind("limit", CHAIN_PAGE)
                      .map((row, _) -> entry(row))
                      .list());
      for (var entry : page) {
        var hash = hash(last.hash(), entry.id(), entry.at(), draft(entry), entry.outcome());
        if (entry.id() != last.id() + 1 || !hash.equals(entry.hash())) {
          return Optional.of(last.id() + 1);
        }
        last = new AuditHead(entry.id(), hash);
      }
      if (page.size() < CHAIN_PAGE) {
        return last.id() < head.id() ? Optional.of(last.id() + 1) : Optional.empty();
      }
    }
  }

  private static AuditEntry.Draft draft(AuditEntry entry) {
    return new AuditEntry.Draft(
        entry.actor(),
        entry.action(),
        entry.permission(),
        entry.merchant(),
        entry.object(),
        entry.detail(),
        entry.reason());
  }

  private static String hash(
      String before, long id, Instant at, AuditEntry.Draft draft, AuditEntry.Outcome outcome) {
    var actor = draft.actor();
    var text =
        String.join(
            SEPARATOR,
            List.of(
                before,
                Long.toString(id),
                at.toString(),
                actor.kind().name(),
                actor.name(),
                actor.address(),
                actor.requestId(),
                draft.action(),
                draft.permission(),
                draft.merchant(),
                draft.object(),
                draft.detail(),
                draft.reason(),
                outcome.name()));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String cut(String text) {
    return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
  }

  private static AuditHead head(ResultSet row) throws SQLException {
    return new AuditHead(row.getLong("id"), HexFormat.of().formatHex(row.getBytes("hash")));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Rows.instant(row, "at"),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind")),
            row.getString("actor"),
            row.getString("address"),
            row.getString("request_id")),
        row.getString("action"),
        row.getString("permission"),
        row.getString("merchant_id"),
        row.getString("object"),
        row.getString("detail"),
        row.getString("reason"),
        AuditEntry.Outcome.valueOf(row.getString("outcome")),
        HexFormat.of().formatHex(row.getBytes("hash")));
  }
}
