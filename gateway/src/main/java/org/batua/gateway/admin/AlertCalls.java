package org.batua.gateway.admin;

import java.util.List;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.alert.Alert;
import org.batua.gateway.alert.AlertRule;
import org.batua.gateway.alert.Alerts;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about alerts: when and where operators are called, and what was wrong.
final class AlertCalls {
  private final Alerts alerts;
  private final CallAudit audit;

  AlertCalls(Alerts alerts, CallAudit audit) {
    this.alerts = alerts;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/settings/alerts";
    return List.of(
        new Operation("GET", all, Permission.PAYMENTS_READ, this::show),
        new Operation("POST", all, Permission.SETTINGS_WRITE, this::set),
        new Operation("POST", all + "/remove", Permission.SETTINGS_WRITE, this::remove),
        new Operation("POST", all + "/test", Permission.SETTINGS_WRITE, this::test));
  }

  private Answer show(AdminCall call) {
    var json = Answer.object();
    alerts.rule(call.at()).ifPresent(it -> json.set("rule", json(it)));
    var rows = json.putArray("alerts");
    alerts.latest(call.at()).forEach(it -> rows.add(json(it)));
    return Answer.ok(json);
  }

  private Answer set(AdminCall call) {
    AlertRule rule;
    try {
      rule =
          alerts.set(
              call.at(),
              call.text("receiver"),
              whole(call, "success_percent", AlertRule.SUCCESS_PERCENT),
              whole(call, "success_minutes", AlertRule.SUCCESS_MINUTES),
              whole(call, "open_minutes", AlertRule.OPEN_MINUTES));
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
    audit.done(call, Permission.SETTINGS_WRITE, "alerts set", "", rule.receiverHost());
    return Answer.ok(json(rule));
  }

  private static int whole(AdminCall call, String name, int usual) {
    var text = call.text(name);
    if (text.isPresent() && !text.get().matches("[0-9]{1,6}")) {
      throw Params.invalid(name, "must be a whole number");
    }
    return text.map(Integer::valueOf).orElse(usual);
  }

  private Answer remove(AdminCall call) {
    alerts.remove(call.at());
    audit.done(call, Permission.SETTINGS_WRITE, "alerts ended", "", "");
    return Answer.ok(Answer.object());
  }

  private Answer test(AdminCall call) {
    boolean taken = alerts.rule(call.at()).map(alerts::test).orElse(false);
    var detail = taken ? "taken" : "not taken";
    audit.done(call, Permission.SETTINGS_WRITE, "alerts tested", "", detail);
    return taken
        ? Answer.ok(Answer.object())
        : AdminAnswers.notDone("the receiver did not take the call, or there is none");
  }

  private static ObjectNode json(AlertRule rule) {
    return Answer.object()
        .put("receiver", rule.receiverHost())
        .put("success_percent", rule.successPercent())
        .put("success_minutes", rule.successMinutes())
        .put("open_minutes", rule.openMinutes());
  }

  private static ObjectNode json(Alert alert) {
    var json = Answer.object();
    json.put("id", alert.id()).put("kind", alert.kind().name()).put("subject", alert.subject());
    json.put("detail", alert.detail()).put("since", alert.since().toString());
    alert.endedAt().ifPresent(it -> json.put("ended_at", it.toString()));
    return json.put("told", alert.told().name());
  }
}
