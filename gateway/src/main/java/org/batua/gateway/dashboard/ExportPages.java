package org.batua.gateway.dashboard;

import java.util.List;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.export.Csv;
import org.batua.gateway.export.Export;
import org.batua.gateway.export.Exports;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.operator.Permission;

/// Large lists that a job writes as CSV: requested here, fetched here when they are ready.
public final class ExportPages {
  private static final String PATH = "/exports";

  private final Exports exports;
  private final Screens screens;

  ExportPages(Exports exports, Screens screens) {
    this.exports = exports;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(PATH, Permission.BOOKS_READ, visit -> page(visit, "")),
        DashboardRoute.postAt(PATH, Permission.BOOKS_READ, this::request),
        DashboardRoute.getAt(PATH + "/{export}/{part}", Permission.BOOKS_READ, this::part));
  }

  /// The latest exports.
  public record Latest(List<Export> rows) {}

  private Answer page(Visit visit, String notice) {
    var model = new Latest(exports.latest(visit.at()));
    return screens.show(visit, notice.isEmpty() ? 200 : 422, "exports", model, notice);
  }

  private Answer request(Visit visit) {
    var kind = Export.Kind.of(visit.text("kind"));
    if (kind.isEmpty()) {
      return page(visit, "EXPORT_KIND");
    }
    ListFilter filter;
    try {
      filter = Filters.of(visit, screens.now());
    } catch (IllegalArgumentException e) {
      return page(visit, String.valueOf(e.getMessage()));
    }
    var made = exports.request(visit.actor(), visit.at(), kind.get(), filter);
    return made.isPresent()
        ? Answer.seeOther(visit.link(PATH + "?done=export_requested"))
        : page(visit, "EXPORTS_RUNNING");
  }

  private Answer part(Visit visit) {
    var export = exports.find(visit.at(), visit.path("export")).orElseThrow(ExportPages::unknown);
    var number = visit.path("part");
    if (!number.matches("[1-9][0-9]{0,3}")) {
      throw unknown();
    }
    var text =
        exports
            .fetch(visit.actor(), export, Integer.parseInt(number))
            .orElseThrow(ExportPages::unknown);
    var name = export.kind().name().toLowerCase(java.util.Locale.ROOT);
    return Answer.text(Csv.TYPE, text)
        .with(
            "Content-Disposition",
            "attachment; filename=\"%s-%s-%s.csv\"".formatted(name, export.id(), number))
        .with("X-Content-Type-Options", "nosniff");
  }

  private static Rejected unknown() {
    return new Rejected(new Rejection.UnknownObject());
  }
}
