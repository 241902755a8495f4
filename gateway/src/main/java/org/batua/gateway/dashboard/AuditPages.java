package org.batua.gateway.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.export.Csv;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Permission;

/// What people, keys and the command line did at a merchant.
public final class AuditPages {
  private static final int ROWS = 100;
  private static final int SLICE = 1_000;
  private static final int EXPORTED_MAX = 20_000;
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "kind",
          "actor",
          "address",
          "action",
          "object",
          "permission",
          "outcome",
          "reason",
          "detail");

  private final Audit audit;
  private final Screens screens;

  AuditPages(Audit audit, Screens screens) {
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/audit", Permission.AUDIT_READ, this::list),
        DashboardRoute.getAt("/audit.csv", Permission.AUDIT_READ, this::export));
  }

  /// Lines with their filters.
  ///
  /// @param next the address of older lines; empty at the end
  /// @param cutShort whether the older lines begin after some that do not match
  public record Lines(
      List<AuditEntry> rows,
      Map<String, String> given,
      String next,
      boolean cutShort,
      String csv) {}

  private Answer list(Visit visit) {
    Map<String, String> given = new LinkedHashMap<>();
    for (var name : List.of("actor", "object", "action")) {
      visit.given(name).ifPresent(it -> given.put(name, it));
    }
    var found = audit.find(query(visit, before(visit.text("before")), ROWS));
    var next = "";
    if (found.next().isPresent()) {
      Map<String, String> all = new LinkedHashMap<>(given);
      all.put("before", Long.toString(found.next().get()));
      next = visit.link("/audit") + Addresses.query(all);
    }
    return screens.show(
        visit,
        "audit",
        new Lines(
            found.rows(),
            given,
            next,
            found.cutShort(),
            visit.link("/audit.csv") + Addresses.query(given)));
  }

  private static AuditQuery query(Visit visit, long before, int limit) {
    return new AuditQuery(
        visit.at().value(),
        visit.given("actor"),
        visit.given("object"),
        visit.given("action"),
        before,
        limit);
  }

  private Answer export(Visit visit) {
    var text = new StringBuilder(Csv.line(COLUMNS));
    var before = Optional.of(Long.MAX_VALUE);
    for (int looked = 0; looked < EXPORTED_MAX && before.isPresent(); looked += SLICE) {
      var found = audit.find(query(visit, before.get(), SLICE));
      found.rows().forEach(it -> text.append(Csv.line(cells(it))));
      before = found.next();
    }
    audit.write(
        AuditEntry.Draft.of(visit.actor(), "audit exported", visit.at().value(), "")
            .by(Permission.AUDIT_READ),
        AuditEntry.Outcome.DONE);
    return Answer.text(Csv.TYPE, text.toString())
        .with("Content-Disposition", "attachment; filename=\"audit.csv\"")
        .with("X-Content-Type-Options", "nosniff");
  }

  private static List<String> cells(AuditEntry entry) {
    return List.of(
        Long.toString(entry.id()),
        entry.at().toString(),
        entry.actor().kind().name(),
        entry.actor().name(),
        entry.actor().address(),
        entry.action(),
        entry.object(),
        entry.permission(),
        entry.outcome().name(),
        entry.reason(),
        entry.detail());
  }

  private static long before(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }
}
