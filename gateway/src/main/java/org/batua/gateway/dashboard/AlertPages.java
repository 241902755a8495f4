package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.alert.Alert;
import org.batua.gateway.alert.AlertRule;
import org.batua.gateway.alert.Alerts;
import org.batua.gateway.http.Answer;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// When and where the operators of a merchant are called, and what was wrong lately.
public final class AlertPages {
  private static final String PATH = "/settings/alerts";

  private final Alerts alerts;
  private final Audit audit;
  private final Screens screens;

  AlertPages(Alerts alerts, Audit audit, Screens screens) {
    this.alerts = alerts;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(PATH, Permission.PAYMENTS_READ, visit -> page(visit, "")),
        DashboardRoute.postAt(PATH, Permission.SETTINGS_WRITE, this::set),
        DashboardRoute.postAt(PATH + "/remove", Permission.SETTINGS_WRITE, this::remove),
        DashboardRoute.postAt(PATH + "/test", Permission.SETTINGS_WRITE, this::test));
  }

  /// The rule and the latest alerts.
  ///
  /// @param rule empty while nobody is called
  public record Latest(Optional<AlertRule> rule, List<Alert> rows) {}

  private Answer page(Visit visit, String notice) {
    var model = new Latest(alerts.rule(visit.at()), alerts.latest(visit.at()));
    return screens.show(visit, notice.isEmpty() ? 200 : 422, "alerts", model, notice);
  }

  private Answer set(Visit visit) {
    AlertRule rule;
    try {
      rule =
          alerts.set(
              visit.at(),
              visit.given("receiver"),
              whole(visit, "success_percent", AlertRule.SUCCESS_PERCENT),
              whole(visit, "success_minutes", AlertRule.SUCCESS_MINUTES),
              whole(visit, "open_minutes", AlertRule.OPEN_MINUTES));
    } catch (IllegalArgumentException e) {
      return page(visit, Optional.ofNullable(e.getMessage()).orElse(""));
    }
    written(visit, "alerts set", rule.receiverHost());
    return back(visit, "saved");
  }

  private static int whole(Visit visit, String name, int usual) {
    var text = visit.text(name);
    if (text.isEmpty()) {
      return usual;
    }
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
  }

  private Answer remove(Visit visit) {
    alerts.remove(visit.at());
    written(visit, "alerts ended", "");
    return back(visit, "saved");
  }

  private Answer test(Visit visit) {
    var rule = alerts.rule(visit.at());
    boolean taken = rule.map(alerts::test).orElse(false);
    written(visit, "alerts tested", taken ? "taken" : "not taken");
    return taken ? back(visit, "alert_taken") : page(visit, "ALERT_NOT_TAKEN");
  }

  private void written(Visit visit, String action, String detail) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), "")
            .by(Permission.SETTINGS_WRITE)
            .detail(detail),
        AuditEntry.Outcome.DONE);
  }

  private static Answer back(Visit visit, String done) {
    return Answer.seeOther(visit.link(PATH + "?done=" + done));
  }
}
