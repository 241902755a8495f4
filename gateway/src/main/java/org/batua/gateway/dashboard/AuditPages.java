package org.batua.gateway.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Permission;

/// What people, keys and the command line did at a merchant.
public final class AuditPages {
  private static final int ROWS = 100;

  private final Audit audit;
  private final Screens screens;

  AuditPages(Audit audit, Screens screens) {
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(DashboardRoute.getAt("/audit", Permission.AUDIT_READ, this::list));
  }

  /// Lines with their filters.
  public record Lines(List<AuditEntry> rows, Map<String, String> given, String next) {}

  private Answer list(Visit visit) {
    Map<String, String> given = new LinkedHashMap<>();
    for (var name : List.of("actor", "object", "action")) {
      visit.given(name).ifPresent(it -> given.put(name, it));
    }
    var rows =
        audit.find(
            new AuditQuery(
                List.of(visit.at().value()),
                visit.given("actor"),
                visit.given("object"),
                visit.given("action"),
                before(visit.text("before")),
                ROWS + 1));
    var shown = rows.subList(0, Math.min(ROWS, rows.size()));
    var next = "";
    if (rows.size() > ROWS) {
      Map<String, String> all = new LinkedHashMap<>(given);
      all.put("before", Long.toString(shown.getLast().id()));
      next = visit.link("/audit") + Addresses.query(all);
    }
    return screens.show(visit, "audit", new Lines(shown, given, next));
  }

  private static long before(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }
}
