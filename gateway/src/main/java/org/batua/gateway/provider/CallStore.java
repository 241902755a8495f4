package org.batua.gateway.provider;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Parts;
import org.batua.gateway.db.Sql;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Calls to providers in PostgreSQL.
public final class CallStore {
  private static final NamedSql INSERT = Sql.named("provider/insert_calls");
  private static final NamedSql FORGET = Sql.named("provider/forget_calls");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public CallStore(Database database) {
    this.database = database;
  }

  void add(List<ProviderCall> calls) {
    var rows = new StringWriter();
    try (var out = JSON.createGenerator(rows)) {
      out.writeStartArray();
      calls.forEach(call -> write(call, out));
      out.writeEndArray();
    }
    // nothing rests on them: a round trip to find out a lost answer would be in vain
    var _ =
        database.writeUnresolved(
            INSERT, Map.of("calls", rows.toString()), row -> row.getInt("written"));
  }

  private static void write(ProviderCall call, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("at", call.startedAt().toString());
    out.writeNumberProperty("took_ms", call.took().toMillis());
    out.writeStringProperty("operation", call.operation().name());
    out.writeStringProperty("gateway", call.gateway().code());
    out.writeStringProperty("account", call.account());
    out.writeStringProperty(
        "reference", call.subject().reference().map(Reference::value).orElse(""));
    out.writeStringProperty("outcome", call.outcome().name());
    out.writeStringProperty("error", call.error());
    out.writeStringProperty("code", call.providerCode());
    out.writeNumberProperty("status", call.httpStatus());
    call.subject().wallet().ifPresent(wallet -> out.writeStringProperty("wallet", wallet.value()));
    out.writeArrayPropertyStart("exchanges");
    for (var exchange : call.exchanges()) {
      out.writeStartObject();
      out.writeStringProperty("request", exchange.request());
      out.writeNumberProperty("status", exchange.status());
      out.writeStringProperty("answer", exchange.answer());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /// Forgets what is older, the oldest first.
  ///
  /// @return how many it forgot
  long forgetBefore(Instant then) {
    return Parts.deleteByNumbers(
        limit ->
            database
                .write(FORGET, Map.of("then", then, "limit", limit), row -> row.getInt("gone"))
                .getFirst());
  }
}
