package org.batua.gateway.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.Slice;
import tools.jackson.databind.json.JsonMapper;

/// Exports and their parts in PostgreSQL.
public final class ExportStore {
  private static final String INSERT = Sql.text("export/insert_export");
  private static final NamedSql OF_MERCHANT = Sql.named("export/exports_of_merchant");
  private static final NamedSql FIND = Sql.named("export/find_export");
  private static final NamedSql RUNNING = Sql.named("export/running_exports");
  private static final String EXTEND = Sql.text("export/extend_export");
  private static final String INSERT_PART = Sql.text("export/insert_export_part");
  private static final NamedSql READ_PART = Sql.named("export/read_export_part");
  private static final String FORGET = Sql.text("export/forget_exports");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public ExportStore(Database database) {
    this.database = database;
  }

  /// What a run adds to an export.
  ///
  /// @param next where it goes on; empty at its end
  record Addition(int lines, String content, Optional<Slice.Place> next, boolean cut) {}

  /// Stores an export that is to be written.
  ///
  /// @return whether the merchant has fewer than so many that are
  boolean insert(Export export, int runningMax) {
    return database.run(
        handle ->
            handle
                    .createUpdate(INSERT)
                    .bind("id", export.id())
                    .bind("merchant", export.merchant().value())
                    .bind("kind", export.kind().name())
                    .bind("filter", JSON.writeValueAsString(export.filter()))
                    .bind("by", export.requestedBy())
                    .bind("now", export.createdAt())
                    .bind("place", export.next().written())
                    .bind("max", runningMax)
                    .execute()
                == 1);
  }

  List<Export> latest(MerchantId merchant, int limit) {
    return database.read(
        OF_MERCHANT, Map.of("merchant", merchant.value(), "limit", limit), ExportStore::export);
  }

  Optional<Export> find(MerchantId merchant, String id) {
    return database
        .read(FIND, Map.of("merchant", merchant.value(), "id", id), ExportStore::export)
        .stream()
        .findFirst();
  }

  List<Export> running(int limit) {
    return database.read(RUNNING, Map.of("limit", limit), ExportStore::export);
  }

  /// Adds a part and moves the export on, both or neither.
  ///
  /// @return whether nobody had done so since the export was read
  boolean extend(Export export, Addition addition, Instant now) {
    boolean hasPart = addition.lines() > 0 || (export.parts() == 0 && addition.next().isEmpty());
    return database.inTransaction(
        tx -> {
          boolean mine =
              tx.handle()
                      .createUpdate(EXTEND)
                      .bind("id", export.id())
                      .bind("state", addition.next().isEmpty() ? "READY" : "RUNNING")
                      .bind("place", addition.next().orElse(export.next()).written())
                      .bind("was", export.next().written())
                      .bind("parts", export.parts())
                      .bind("more", hasPart ? 1 : 0)
                      .bind("lines", addition.lines())
                      .bind("cut", addition.cut())
                      .bind("now", now)
                      .execute()
                  == 1;
          if (mine && hasPart) {
            tx.handle()
                .createUpdate(INSERT_PART)
                .bind("id", export.id())
                .bind("number", export.parts() + 1)
                .bind("lines", addition.lines())
                .bind("content", addition.content())
                .execute();
          }
          return mine;
        });
  }

  Optional<String> part(Export export, int number) {
    return database
        .read(
            READ_PART, Map.of("id", export.id(), "number", number), row -> row.getString("content"))
        .stream()
        .findFirst();
  }

  /// Forgets exports and their parts.
  ///
  /// @return how many exports
  int forget(Instant before, int limit) {
    return database.run(
        handle ->
            handle.createUpdate(FORGET).bind("before", before).bind("limit", limit).execute());
  }

  private static Export export(ResultSet row) throws SQLException {
    return new Export(
        row.getString("id"),
        new MerchantId(row.getString("merchant_id")),
        Export.Kind.valueOf(row.getString("kind")),
        JSON.readValue(row.getString("filter"), ListFilter.class),
        row.getString("requested_by"),
        Rows.instant(row, "created_at"),
        Rows.optionalInstant(row, "ready_at"),
        Slice.Place.read(row.getString("place")),
        row.getInt("parts"),
        row.getLong("lines"),
        row.getBoolean("cut"));
  }
}
