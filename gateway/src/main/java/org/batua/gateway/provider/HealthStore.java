package org.batua.gateway.provider;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The health of provider accounts in PostgreSQL, where the calls of all servers come together.
public final class HealthStore {
  private static final String ADD = Sql.text("provider/add_health");
  private static final String LOCK = Sql.text("provider/lock_health");
  private static final String UPDATE = Sql.text("provider/update_health");
  private static final NamedSql FIND = Sql.named("provider/find_health");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public HealthStore(Database database) {
    this.database = database;
  }

  /// The latest calls through an account, which are in no row yet.
  record Latest(GatewayCode gateway, CallWindow calls) {}

  /// How many accounts of a gateway are known now, and how many of them are in trouble.
  ///
  /// @param isOwn whether they are those that were asked for, or all others
  record Known(
      GatewayCode gateway,
      boolean isOwn,
      int accounts,
      int troubled,
      int down,
      Optional<Instant> since) {
    /// That of most of them.
    Optional<Trouble> trouble() {
      if (troubled * 2 <= accounts) {
        return Optional.empty();
      }
      var stage = down * 2 > accounts ? Trouble.Stage.DOWN : Trouble.Stage.FLUCTUATE;
      return since.map(it -> new Trouble(stage, it));
    }
  }

  private record Stored(String account, CallWindow window) {}

  /// Adds calls to those of the other servers and judges them together.
  ///
  /// @param latest by the account's id
  /// @return the accounts among them that are in trouble
  Set<String> add(Map<String, Latest> latest) {
    var accounts = JSON.createArrayNode();
    latest.forEach(
        (account, it) ->
            accounts.addObject().put("account", account).put("gateway", it.gateway().code()));
    return database.inTransaction(tx -> add(tx, accounts.toString(), latest));
  }

  private static Set<String> add(Tx tx, String accounts, Map<String, Latest> latest) {
    tx.handle().createUpdate(ADD).bind("accounts", accounts).execute();
    var stored =
        tx.handle()
            .createQuery(LOCK)
            .bind("accounts", accounts)
            .map((row, _) -> stored(row))
            .list();
    Set<String> inTrouble = new HashSet<>();
    var rows = JSON.createArrayNode();
    for (var one : stored) {
      Optional.ofNullable(latest.get(one.account())).ifPresent(it -> one.window().add(it.calls()));
      if (one.window().judge().isPresent()) {
        inTrouble.add(one.account());
      }
      write(rows, one.account(), one.window().state());
    }
    tx.handle().createUpdate(UPDATE).bind("windows", rows.toString()).execute();
    return inTrouble;
  }

  private static Stored stored(ResultSet row) throws SQLException {
    var stage = Rows.optionalText(row, "stage").map(Trouble.Stage::valueOf);
    var since = Rows.optionalInstant(row, "since");
    var state =
        new CallWindow.State(
            row.getLong("newest_slice"),
            numbers(row.getArray("calls")),
            numbers(row.getArray("troubled")),
            Rows.instant(row, "last_call_at"),
            stage.flatMap(it -> since.map(then -> new Trouble(it, then))));
    return new Stored(row.getString("provider_account_id"), new CallWindow(state));
  }

  private static List<Integer> numbers(Array array) throws SQLException {
    return List.of((Integer[]) array.getArray());
  }

  private static void write(ArrayNode rows, String account, CallWindow.State state) {
    var row =
        rows.addObject()
            .put("account", account)
            .put("newest", state.newest())
            .put("calls_in_window", state.callsInWindow())
            .put("last_call", state.lastCall().toString());
    row.set("calls", JSON.valueToTree(state.calls()));
    row.set("troubled", JSON.valueToTree(state.troubled()));
    state
        .trouble()
        .ifPresent(it -> row.put("stage", it.stage().name()).put("since", it.since().toString()));
  }

  /// What is known of accounts and of the others at their gateways; at most two entries a gateway.
  List<Known> find(List<String> gateways, List<String> own, Instant now) {
    return database.read(
        FIND,
        Map.of(
            "gateways",
            gateways,
            "own",
            own,
            "enough",
            CallWindow.CALLS_MIN,
            "forgotten",
            now.minus(CallWindow.FORGOTTEN_AFTER),
            "lately",
            now.minus(CallWindow.LENGTH)),
        HealthStore::known);
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        new GatewayCode(row.getString("gateway")),
        row.getBoolean("is_own"),
        row.getInt("known"),
        row.getInt("troubled"),
        row.getInt("down"),
        Rows.optionalInstant(row, "since"));
  }
}
