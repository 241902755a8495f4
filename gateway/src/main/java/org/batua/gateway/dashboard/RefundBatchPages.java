package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.RefundBatch;
import org.batua.gateway.operator.RefundBatches;
import org.batua.gateway.operator.RefundFile;
import org.batua.gateway.operator.RefundFiles;

/// Refunds in bulk: a file is checked line by line first, then proposed; another person approves
/// it, and each line tells what became of it.
public final class RefundBatchPages {
  private static final String PATH = "/refund-batches";

  private final OperatorActions actions;
  private final RefundBatches batches;
  private final RefundFiles files;
  private final Screens screens;

  RefundBatchPages(
      OperatorActions actions, RefundBatches batches, RefundFiles files, Screens screens) {
    this.actions = actions;
    this.batches = batches;
    this.files = files;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(PATH, Permission.REFUNDS_LARGE, visit -> page(visit, 200, "")),
        DashboardRoute.postAt(PATH, Permission.REFUNDS_LARGE, this::check),
        DashboardRoute.postAt(PATH + "/propose", Permission.REFUNDS_LARGE, this::propose),
        DashboardRoute.getAt(PATH + "/{batch}", Permission.REFUNDS_LARGE, this::batch));
  }

  /// The form and the latest batches.
  ///
  /// @param checked the file that was just checked
  /// @param text of that file
  public record Batches(List<RefundBatch> rows, Optional<RefundFile> checked, String text) {}

  private Answer page(Visit visit, int status, String notice) {
    var model = new Batches(batches.latest(visit.at()), Optional.empty(), "");
    return screens.show(visit, status, "refundbatches", model, notice);
  }

  private Answer check(Visit visit) {
    var text = text(visit);
    var file = files.check(visit.at(), text);
    var model = new Batches(batches.latest(visit.at()), Optional.of(file), text);
    return screens.show(visit, file.isSound() ? 200 : 422, "refundbatches", model, file.fault());
  }

  private static String text(Visit visit) {
    return visit.request().params().file("refunds").orElse("");
  }

  private Answer propose(Visit visit) {
    var text = text(visit);
    var file = files.check(visit.at(), text);
    var reason = visit.text("reason");
    if (!file.isSound() || reason.isEmpty()) {
      var model = new Batches(batches.latest(visit.at()), Optional.of(file), text);
      return screens.show(
          visit, 422, "refundbatches", model, file.isSound() ? "REASON" : file.fault());
    }
    var batch =
        actions.refundBatch(visit.actor(), visit.at(), file.proposed(), file.total(), reason);
    return Answer.seeOther(visit.link(PATH + "/" + batch.id()) + "?done=proposed");
  }

  /// A batch with its lines.
  public record Batch(RefundBatch batch, List<RefundBatch.Line> lines) {}

  private Answer batch(Visit visit) {
    var batch =
        batches
            .find(visit.at(), visit.path("batch"))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    return screens.show(visit, "refundbatch", new Batch(batch, batches.lines(batch)));
  }
}
