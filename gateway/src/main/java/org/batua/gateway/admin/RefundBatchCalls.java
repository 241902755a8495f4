package org.batua.gateway.admin;

import java.util.List;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.RefundBatch;
import org.batua.gateway.operator.RefundBatches;
import org.batua.gateway.operator.RefundFile;
import org.batua.gateway.operator.RefundFiles;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about refunds in bulk: a key checks and proposes, a person approves.
final class RefundBatchCalls {
  private final OperatorActions actions;
  private final RefundBatches batches;
  private final RefundFiles files;

  RefundBatchCalls(OperatorActions actions, RefundBatches batches, RefundFiles files) {
    this.actions = actions;
    this.batches = batches;
    this.files = files;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/refund-batches";
    return List.of(
        new Operation("GET", all, Permission.REFUNDS_LARGE, this::list),
        new Operation("POST", all, Permission.REFUNDS_LARGE, this::check),
        new Operation("POST", all + "/propose", Permission.REFUNDS_LARGE, this::propose),
        new Operation("GET", all + "/{batch}", Permission.REFUNDS_LARGE, this::batch));
  }

  private Answer list(AdminCall call) {
    return AdminAnswers.list(
        "batches", batches.latest(call.at()).stream().map(RefundBatchCalls::json).toList());
  }

  /// Checks each line; nothing changes.
  private Answer check(AdminCall call) {
    return Answer.ok(json(file(call)));
  }

  private RefundFile file(AdminCall call) {
    var text = call.request().params().file("refunds").orElse("");
    return files.check(call.at(), text);
  }

  private Answer propose(AdminCall call) {
    var reason = call.required("reason");
    var file = file(call);
    if (!file.isSound()) {
      throw Params.invalid("refunds", "must have no line with a fault");
    }
    var batch = actions.refundBatch(call.actor(), call.at(), file.proposed(), file.total(), reason);
    return Answer.ok(json(batch));
  }

  private Answer batch(AdminCall call) {
    var batch = batches.find(call.at(), call.path("batch")).orElseThrow(AdminAnswers::unknown);
    var json = json(batch);
    var lines = json.putArray("lines");
    for (var line : batches.lines(batch)) {
      lines
          .addObject()
          .put("number", line.number())
          .put("order_id", line.orderId())
          .put("unique_request_id", line.request())
          .put("amount", line.amount().majorFixed())
          .put("currency", line.amount().currency().getCurrencyCode())
          .put("state", line.state().name())
          .put("why", line.why());
    }
    return Answer.ok(json);
  }

  private static ObjectNode json(RefundFile file) {
    var json = Answer.object();
    json.put("sound", file.isSound()).put("fault", file.fault()).put("total", file.total());
    var lines = json.putArray("lines");
    for (var line : file.lines()) {
      lines
          .addObject()
          .put("number", line.number())
          .put("order_id", line.orderId())
          .put("unique_request_id", line.request())
          .put("amount", line.amountText())
          .put("fault", line.fault());
    }
    return json;
  }

  private static ObjectNode json(RefundBatch batch) {
    var json = Answer.object();
    json.put("id", batch.id()).put("state", batch.state().name()).put("reason", batch.reason());
    json.put("proposed_by", batch.proposedBy());
    batch.approvedBy().ifPresent(it -> json.put("approved_by", it));
    json.put("created_at", batch.createdAt().toString());
    return json;
  }
}
