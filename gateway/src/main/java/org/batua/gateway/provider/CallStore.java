package org.batua.gateway.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;
import tools.jackson.databind.json.JsonMapper;

/// Calls to providers in PostgreSQL.
public final class CallStore {
  private static final NamedSql INSERT = Sql.named("provider/insert_calls");
  private static final NamedSql FORGET = Sql.named("provider/forget_calls");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PART = 5000;

  private final Database database;

  public CallStore(Database database) {
    this.database = database;
  }

  void add(List<ProviderCall> calls) {
    var rows = JSON.createArrayNode();
    for (var call : calls) {
      var row =
          rows.addObject()
              .put("at", call.startedAt().toString())
              .put("took_ms", call.took().toMillis())
              .put("operation", call.operation().name())
              .put("gateway", call.gateway().code())
              .put("account", call.account())
              .put("reference", call.subject().reference().map(Reference::value).orElse(""))
              .put("outcome", call.outcome().name())
              .put("error", call.error())
              .put("code", call.providerCode())
              .put("status", call.httpStatus());
      call.subject().wallet().ifPresent(wallet -> row.put("wallet", wallet.value()));
      row.set("exchanges", JSON.valueToTree(call.exchanges()));
    }
    var _ = database.read(INSERT, Map.of("calls", rows.toString()), row -> row.getInt("written"));
  }

  /// Forgets what is older, the oldest first.
  ///
  /// @return how many it forgot
  long forgetBefore(Instant then) {
    long all = 0;
    int gone;
    do {
      gone =
          database
              .read(FORGET, Map.of("then", then, "limit", PART), row -> row.getInt("gone"))
              .getFirst();
      all += gone;
    } while (gone > 0);
    return all;
  }
}
