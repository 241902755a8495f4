package org.batua.gateway.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.export.Csv;
import org.batua.gateway.export.Export;
import org.batua.gateway.export.Exports;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about exports: request one, see how far it is, fetch its parts.
final class ExportCalls {
  private final Exports exports;
  private final InstantSource clock;

  ExportCalls(Exports exports, InstantSource clock) {
    this.exports = exports;
    this.clock = clock;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/exports";
    return List.of(
        new Operation("GET", all, Permission.BOOKS_READ, this::list),
        new Operation("POST", all, Permission.BOOKS_READ, this::request),
        new Operation("GET", all + "/{export}/{part}", Permission.BOOKS_READ, this::part));
  }

  private Answer list(AdminCall call) {
    return AdminAnswers.list(
        "exports", exports.latest(call.at()).stream().map(ExportCalls::json).toList());
  }

  private Answer request(AdminCall call) {
    var kind =
        Export.Kind.of(call.required("kind"))
            .orElseThrow(
                () -> Params.invalid("kind", "must be ORDERS, PAYMENTS, REFUNDS or TOPUPS"));
    return exports
        .request(call.actor(), call.at(), kind, ListCalls.filter(call, clock.instant()))
        .map(it -> Answer.ok(json(it)))
        .orElseGet(() -> AdminAnswers.notDone("five exports of this merchant are under way"));
  }

  private Answer part(AdminCall call) {
    var export = exports.find(call.at(), call.path("export")).orElseThrow(AdminAnswers::unknown);
    var text =
        Optional.of(call.path("part"))
            .filter(it -> it.matches("[1-9][0-9]{0,3}"))
            .flatMap(it -> exports.fetch(call.actor(), export, Integer.parseInt(it)));
    return Answer.text(Csv.TYPE, text.orElseThrow(AdminAnswers::unknown));
  }

  private static ObjectNode json(Export export) {
    var json = Answer.object();
    json.put("id", export.id()).put("kind", export.kind().name()).put("state", export.state());
    json.put("parts", export.parts()).put("lines", export.lines()).put("cut", export.cut());
    json.put("requested_by", export.requestedBy());
    json.put("created_at", export.createdAt().toString());
    export.readyAt().ifPresent(it -> json.put("ready_at", it.toString()));
    return json;
  }
}
