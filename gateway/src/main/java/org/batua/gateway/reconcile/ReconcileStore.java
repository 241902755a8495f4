package org.batua.gateway.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.resolution.Transaction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lays a statement beside our books in PostgreSQL, which sorts both by name, however large. The
/// statement lives in a temporary table of one transaction; nothing of it stays.
public final class ReconcileStore {
  private static final Duration TIME_MAX = Duration.ofMinutes(30);
  private static final int BATCH = 1000;

  private static final String CREATE_STATEMENT_LINE = Sql.text("reconcile/create_statement_line");
  private static final String INSERT_STATEMENT_LINE = Sql.text("reconcile/insert_statement_line");
  private static final String INDEX_STATEMENT_LINE = Sql.text("reconcile/index_statement_line");
  private static final String ANALYZE_STATEMENT_LINE = Sql.text("reconcile/analyze_statement_line");
  private static final String BOTH_SIDES = Sql.text("reconcile/both_sides");
  private static final String BOTH_SIDES_REFUNDS_BY_DEBIT =
      Sql.text("reconcile/both_sides_refunds_by_debit");

  private static final String FIND_MAPPING = Sql.text("reconcile/find_mapping");
  private static final String PUT_MAPPING = Sql.text("reconcile/put_mapping");
  private static final String REMOVE_MAPPING = Sql.text("reconcile/remove_mapping");
  private static final String INSERT_RUN = Sql.text("reconcile/insert_run");

  private final Database database;

  public ReconcileStore(Database database) {
    this.database = database;
  }

  /// Hands on every group of movements that have one name, in no particular order.
  void compare(Question question, Iterator<StatementLine> lines, Consumer<Found> groups) {
    database.inTransactionOnce(
        tx -> {
          allowTime(tx.handle());
          lay(tx.handle(), lines);
          read(tx.handle(), question, groups);
          return true;
        });
  }

  /// Keeps what a comparison came to.
  void remember(ReconciliationRun run) {
    var counts = JsonNodeFactory.instance.objectNode();
    run.differences().forEach((kind, total) -> counts.put(kind.name(), total.count()));
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_RUN)
                .bind("merchant", run.merchant().value())
                .bind("gateway", run.gateway().code())
                .bind("reference", run.reference())
                .bind("from", run.from())
                .bind("to", run.to())
                .bind("differences", counts.toString())
                .bind("at", run.at())
                .execute());
  }

  Optional<String> mapping(MerchantId merchant, GatewayCode gateway) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND_MAPPING)
                .bind("merchant", merchant.value())
                .bind("gateway", gateway.code())
                .mapTo(String.class)
                .findOne());
  }

  void putMapping(MerchantId merchant, GatewayCode gateway, String mapping, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(PUT_MAPPING)
                .bind("merchant", merchant.value())
                .bind("gateway", gateway.code())
                .bind("mapping", mapping)
                .bind("now", now)
                .execute());
  }

  void removeMapping(MerchantId merchant, GatewayCode gateway) {
    database.execute(
        handle ->
            handle
                .createUpdate(REMOVE_MAPPING)
                .bind("merchant", merchant.value())
                .bind("gateway", gateway.code())
                .execute());
  }

  /// A group, or a line about another merchant's movement.
  sealed interface Found {
    record Same(MatchGroup group) implements Found {}

    /// The statement's account is shared with another merchant of this server.
    record OfAnother() implements Found {}
  }

  /// A request may not take as long as a month's statement does.
  private static void allowTime(Handle handle) {
    try {
      handle.getConnection().setNetworkTimeout(Runnable::run, (int) TIME_MAX.toMillis());
    } catch (SQLException e) {
      throw new IllegalStateException("the connection takes no other timeout", e);
    }
    handle.execute("set local statement_timeout = " + TIME_MAX.toMillis());
    // whole books are compared here, where every other statement looks up a few rows
    handle.execute("set local enable_hashjoin = on");
    handle.execute("set local enable_mergejoin = on");
    handle.execute("set local enable_seqscan = on");
  }

  private static void lay(Handle handle, Iterator<StatementLine> lines) {
    handle.execute(CREATE_STATEMENT_LINE);
    try (var batch = handle.prepareBatch(INSERT_STATEMENT_LINE)) {
      while (lines.hasNext()) {
        bind(batch, lines.next());
        if (batch.size() == BATCH) {
          batch.execute();
        }
      }
      if (batch.size() > 0) {
        batch.execute();
      }
    }
    handle.execute(INDEX_STATEMENT_LINE);
    handle.execute(ANALYZE_STATEMENT_LINE);
  }

  private static void bind(PreparedBatch batch, StatementLine line) {
    batch
        .bind("line", line.number())
        .bind("kind", line.kind().name())
        .bind("name", line.name())
        .bind("providerReference", line.providerReference())
        .bind("minor", line.amount().minor())
        .bind("currency", line.amount().currency().getCurrencyCode())
        .bind("state", line.state().name())
        .bind("at", line.at())
        .add();
  }

  private static void read(Handle handle, Question question, Consumer<Found> groups) {
    var collecting = new Collecting(question, groups);
    try (var rows =
        handle
            .createQuery(bothSides(question.refundNaming()))
            .bindArray("accounts", String.class, question.accounts())
            .bind("from", question.from())
            .bind("to", question.to())
            .setFetchSize(BATCH)
            .map((row, _) -> row(row))
            .stream()) {
      rows.forEach(collecting::add);
    }
    collecting.end();
  }

  private static String bothSides(MatchGroup.Naming refundNaming) {
    return switch (refundNaming) {
      case OWN -> BOTH_SIDES;
      case OF_ITS_DEBIT -> BOTH_SIDES_REFUNDS_BY_DEBIT;
    };
  }

  /// One row of either side.
  private record Row(
      Transaction.Kind kind,
      String name,
      Side side,
      @Nullable BookEntry ours,
      @Nullable StatementEntry theirs) {
    boolean belongsTo(Row other) {
      return kind == other.kind && name.equals(other.name);
    }
  }

  private enum Side {
    OURS,
    THEIRS,
    OF_ANOTHER
  }

  private static Row row(ResultSet row) throws SQLException {
    var kind = Transaction.Kind.valueOf(row.getString("kind"));
    var name = row.getString("name");
    var side = Side.valueOf(row.getString("side"));
    return switch (side) {
      case OURS -> new Row(kind, name, side, ours(row), null);
      case THEIRS, OF_ANOTHER -> new Row(kind, name, side, null, theirs(row));
    };
  }

  private static BookEntry ours(ResultSet row) throws SQLException {
    return new BookEntry(
        row.getString("id"),
        row.getString("order_id"),
        new Reference(row.getString("reference")),
        row.getString("provider_reference"),
        money(row),
        state(row),
        row.getString("status"),
        Rows.optionalInstant(row, "at"),
        time(row));
  }

  private static MoneyState state(ResultSet row) throws SQLException {
    if (row.getBoolean("booked")) {
      return MoneyState.MOVED;
    }
    return row.getBoolean("is_open") ? MoneyState.OPEN : MoneyState.NOT_MOVED;
  }

  private static StatementEntry theirs(ResultSet row) throws SQLException {
    return new StatementEntry(
        row.getLong("line"),
        row.getString("provider_reference"),
        money(row),
        MoneyState.valueOf(row.getString("status")),
        Rows.instant(row, "at"),
        time(row));
  }

  private static Money money(ResultSet row) throws SQLException {
    return Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow();
  }

  private static Time time(ResultSet row) throws SQLException {
    return row.getBoolean("within") ? Time.WITHIN : Time.OUTSIDE;
  }

  /// Makes groups of rows that come sorted.
  private static final class Collecting {
    private final Question question;
    private final Consumer<Found> groups;
    private final List<BookEntry> ours = new ArrayList<>();
    private final List<StatementEntry> theirs = new ArrayList<>();
    private @Nullable Row current;

    Collecting(Question question, Consumer<Found> groups) {
      this.question = question;
      this.groups = groups;
    }

    void add(Row row) {
      if (row.side() == Side.OF_ANOTHER) {
        groups.accept(new Found.OfAnother());
        return;
      }
      if (current == null || !current.belongsTo(row)) {
        end();
        current = row;
      }
      if (row.side() == Side.OURS) {
        ours.add(Objects.requireNonNull(row.ours()));
      } else {
        theirs.add(Objects.requireNonNull(row.theirs()));
      }
    }

    void end() {
      if (current != null) {
        groups.accept(new Found.Same(group(current)));
      }
      current = null;
      ours.clear();
      theirs.clear();
    }

    private MatchGroup group(Row row) {
      var naming =
          switch (row.kind()) {
            case DEBIT, TOPUP -> MatchGroup.Naming.OWN;
            case REFUND -> question.refundNaming();
          };
      return new MatchGroup(row.kind(), row.name(), naming, ours, theirs);
    }
  }
}
