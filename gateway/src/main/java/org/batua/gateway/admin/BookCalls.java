package org.batua.gateway.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.reconcile.Reconciliation;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about the books beside providers' statements.
final class BookCalls {
  private static final int MAPPING_LENGTH_MAX = 16_384;

  private final Reconciliation reconciliation;
  private final Connectors connectors;
  private final CallAudit audit;

  BookCalls(Reconciliation reconciliation, Connectors connectors, CallAudit audit) {
    this.reconciliation = reconciliation;
    this.connectors = connectors;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var mapping = path + "/reconcile/mapping";
    return List.of(
        new Operation("POST", path + "/reconcile", Permission.BOOKS_READ, this::reconcile)
            .takingFiles(),
        new Operation(
            "GET", mapping, Permission.BOOKS_READ, call -> Answer.ok(mapping(call, gateway(call)))),
        new Operation("POST", mapping, Permission.BOOKS_READ, this::keepMapping));
  }

  private Answer reconcile(AdminCall call) {
    var gateway = gateway(call);
    var upload =
        new Reconciliation.Upload(
            call.at(),
            gateway,
            call.text("gateway_reference_id"),
            new Reconciliation.Days(day(call, "from"), day(call, "to")));
    var params = call.request().params();
    try {
      var file = params.upload("statement");
      var report =
          file.isPresent()
              ? reconciliation.compare(upload, file.get())
              : reconciliation.compare(
                  upload,
                  params
                      .file("statement")
                      .orElseThrow(
                          () -> Params.invalid("statement", "must be a statement as CSV")));
      audit.done(call, Permission.BOOKS_READ, "reconciled", "", gateway.code());
      return Answer.ok(AdminJson.write(report));
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
  }

  private Answer keepMapping(AdminCall call) {
    var gateway = gateway(call);
    var text = call.request().params().prose("mapping", MAPPING_LENGTH_MAX).orElse("");
    try {
      reconciliation.keepMapping(call.at(), gateway, text);
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
    audit.done(call, Permission.BOOKS_READ, "statement mapping changed", "", gateway.code());
    return Answer.ok(mapping(call, gateway));
  }

  private ObjectNode mapping(AdminCall call, GatewayCode gateway) {
    var mapping = reconciliation.mapping(call.at(), gateway);
    return Answer.object()
        .put("gateway", gateway.code())
        .put("mapping", mapping.text())
        .put("own", mapping.isOwn());
  }

  private GatewayCode gateway(AdminCall call) {
    return GatewayCode.parse(call.required("gateway"))
        .filter(it -> connectors.find(it).isPresent())
        .orElseThrow(() -> Params.invalid("gateway", "must be a gateway of this server"));
  }

  private static LocalDate day(AdminCall call, String name) {
    try {
      return LocalDate.parse(call.required(name));
    } catch (DateTimeParseException e) {
      throw Params.invalid(name, "must be a day, as 2026-02-11");
    }
  }
}
