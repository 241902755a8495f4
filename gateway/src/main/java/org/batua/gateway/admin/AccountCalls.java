package org.batua.gateway.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.GuardedChanges;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.provider.AccountProbe;
import org.batua.gateway.provider.AccountSwitch;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's calls about provider accounts.
final class AccountCalls {
  private static final String FIELDS = "fields.";
  private static final int VALUE_LENGTH_MAX = 16_384;

  private final ProviderAccounts accounts;
  private final Connectors connectors;
  private final AccountSwitch accountSwitch;
  private final AccountProbe probe;
  private final OperatorActions actions;
  private final CallAudit audit;

  AccountCalls(
      ProviderAccounts accounts,
      Connectors connectors,
      AccountSwitch accountSwitch,
      AccountProbe probe,
      OperatorActions actions,
      CallAudit audit) {
    this.accounts = accounts;
    this.connectors = connectors;
    this.accountSwitch = accountSwitch;
    this.probe = probe;
    this.actions = actions;
    this.audit = audit;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var all = path + "/accounts";
    return List.of(
        new Operation("GET", all, Permission.ACCOUNTS_WRITE, this::list),
        new Operation("POST", all, Permission.ACCOUNTS_WRITE, this::put),
        new Operation("POST", all + "/{account}/remove", Permission.ACCOUNTS_WRITE, this::remove),
        new Operation("POST", all + "/{account}/close", Permission.PROVIDERS_SWITCH, this::close),
        new Operation("POST", all + "/{account}/check", Permission.PAYMENTS_ASK, this::check),
        new Operation("POST", all + "/{account}/open", Permission.PROVIDERS_SWITCH, this::open));
  }

  private Answer list(AdminCall call) {
    return Answer.ok(accounts(call));
  }

  private ObjectNode accounts(AdminCall call) {
    var json = Answer.object();
    var all = json.putArray("accounts");
    accounts.of(call.at()).forEach(it -> all.add(AdminJson.write(it)));
    return json;
  }

  private Answer put(AdminCall call) {
    var connector =
        GatewayCode.parse(call.required("gateway"))
            .flatMap(connectors::find)
            .orElseThrow(() -> Params.invalid("gateway", "must be a gateway of this server"));
    Map<String, String> values = new HashMap<>();
    var params = call.request().params();
    for (var name : params.names()) {
      if (name.startsWith(FIELDS)) {
        params
            .prose(name, VALUE_LENGTH_MAX)
            .ifPresent(it -> values.put(name.substring(FIELDS.length()), it));
      }
    }
    var wish = new GuardedChanges.AccountWish(connector, call.text("gateway_reference_id"), values);
    try {
      return AdminAnswers.led(
          actions.configure(call.actor(), call.at(), wish, call.text("reason").orElse("")),
          () -> accounts(call));
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
  }

  private Answer remove(AdminCall call) {
    if (!accounts.remove(call.at(), call.path("account"))) {
      throw AdminAnswers.unknown();
    }
    written(call, "account removed", call.path("account"));
    return list(call);
  }

  private Answer close(AdminCall call) {
    var account = own(call).account().id();
    var reason = call.required("reason");
    if (accountSwitch.close(account, call.actor().name(), reason)) {
      audit.done(call, Permission.PROVIDERS_SWITCH, "account closed", account, reason);
    }
    return Answer.ok(Answer.object().put("id", account).put("closed", true));
  }

  private Answer open(AdminCall call) {
    var account = own(call).account().id();
    if (accountSwitch.open(account)) {
      audit.done(call, Permission.PROVIDERS_SWITCH, "account opened", account, "");
    }
    return Answer.ok(Answer.object().put("id", account).put("closed", false));
  }

  private Answer check(AdminCall call) {
    var account = own(call).account();
    var report = probe.probe(account);
    audit.done(call, Permission.PAYMENTS_ASK, "account checked", account.id(), "");
    var json = Answer.object().put("id", account.id()).put("sound", report.isSound());
    report.problems().forEach(json.putArray("problems")::add);
    var hosts = json.putArray("hosts");
    for (var host : report.hosts()) {
      hosts
          .addObject()
          .put("host", host.host())
          .put("reached", host.isReached())
          .put("why", host.why());
    }
    return Answer.ok(json);
  }

  private MerchantAccount own(AdminCall call) {
    return accounts.of(call.at()).stream()
        .filter(it -> it.account().id().equals(call.path("account")))
        .findFirst()
        .orElseThrow(AdminAnswers::unknown);
  }

  private void written(AdminCall call, String action, String detail) {
    audit.done(call, Permission.ACCOUNTS_WRITE, action, "", detail);
  }
}
