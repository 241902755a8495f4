package org.batua.gateway.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.reconcile.Reconciliation;

/// The admin API's calls about provider accounts, and the books beside their statements.
final class AccountCalls {
  private static final String FIELDS = "fields.";
  private static final int VALUE_LENGTH_MAX = 16_384;

  private final ProviderAccounts accounts;
  private final Connectors connectors;
  private final AccountSwitch accountSwitch;
  private final Reconciliation reconciliation;
  private final CallAudit audit;

  AccountCalls(
      ProviderAccounts accounts,
      Connectors connectors,
      AccountSwitch accountSwitch,
      Reconciliation reconciliation,
      CallAudit audit) {
    this.accounts = accounts;
    this.connectors = connectors;
    this.accountSwitch = accountSwitch;
    this.reconciliation = reconciliation;
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
        new Operation("POST", all + "/{account}/open", Permission.PROVIDERS_SWITCH, this::open),
        new Operation("POST", path + "/reconcile", Permission.BOOKS_READ, this::reconcile));
  }

  private Answer list(AdminCall call) {
    return AdminAnswers.list(
        "accounts", accounts.of(call.at()).stream().map(AdminJson::write).toList());
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
    try {
      accounts.put(call.at(), connector, call.text("gateway_reference_id"), values);
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
    var told =
        connector.accountFields().stream()
            .filter(it -> values.containsKey(it.name()))
            .map(
                it ->
                    it.name()
                        + "="
                        + (it.kind() == AccountField.Kind.SECRET
                            ? "changed"
                            : values.get(it.name())))
            .toList();
    written(call, "account configured", connector.gateway() + " " + told);
    return list(call);
  }

  private Answer remove(AdminCall call) {
    if (!accounts.remove(call.at(), call.path("account"))) {
      throw AdminAnswers.unknown();
    }
    written(call, "account removed", call.path("account"));
    return list(call);
  }

  private Answer close(AdminCall call) {
    var account = own(call);
    var reason = call.required("reason");
    if (accountSwitch.close(account, call.actor().name(), reason)) {
      audit.done(call, Permission.PROVIDERS_SWITCH, "account closed", account, reason);
    }
    return Answer.ok(Answer.object().put("id", account).put("closed", true));
  }

  private Answer open(AdminCall call) {
    var account = own(call);
    if (accountSwitch.open(account)) {
      audit.done(call, Permission.PROVIDERS_SWITCH, "account opened", account, "");
    }
    return Answer.ok(Answer.object().put("id", account).put("closed", false));
  }

  private String own(AdminCall call) {
    return accounts.of(call.at()).stream()
        .map(it -> it.account().id())
        .filter(call.path("account")::equals)
        .findFirst()
        .orElseThrow(AdminAnswers::unknown);
  }

  private void written(AdminCall call, String action, String detail) {
    audit.done(call, Permission.ACCOUNTS_WRITE, action, "", detail);
  }

  private Answer reconcile(AdminCall call) {
    var gateway =
        GatewayCode.parse(call.required("gateway"))
            .orElseThrow(() -> Params.invalid("gateway", "must be a gateway's code"));
    var statement =
        call.request()
            .params()
            .file("statement")
            .orElseThrow(() -> Params.invalid("statement", "must be a statement as CSV"));
    try {
      var report =
          reconciliation.compareText(
              call.at(),
              gateway,
              call.text("gateway_reference_id"),
              new Reconciliation.Days(day(call, "from"), day(call, "to")),
              statement);
      audit.done(call, Permission.BOOKS_READ, "reconciled", "", gateway.code());
      return Answer.ok(AdminJson.write(report));
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
  }

  private static LocalDate day(AdminCall call, String name) {
    try {
      return LocalDate.parse(call.required(name));
    } catch (DateTimeParseException e) {
      throw Params.invalid(name, "must be a day, as 2026-02-11");
    }
  }
}
