package org.batua.gateway.dashboard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.GatewayHealth;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.provider.AccountProbe;
import org.batua.gateway.provider.AccountReport;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.provider.ClosedAccount;
import org.batua.gateway.provider.ProviderHealth;
import org.batua.gateway.provider.Trouble;

/// How a merchant's providers do, and the switch that closes an account by hand.
public final class ProviderPages {
  private final AccountFigureStore figures;
  private final ProviderAccounts accounts;
  private final AccountSwitch accountSwitch;
  private final ProviderHealth health;
  private final AccountProbe probe;
  private final Audit audit;
  private final Screens screens;

  /// What the pages are of.
  public record Features(
      ProviderAccounts accounts,
      AccountSwitch accountSwitch,
      ProviderHealth health,
      AccountProbe probe) {}

  ProviderPages(AccountFigureStore figures, Features features, Audit audit, Screens screens) {
    this.figures = figures;
    this.accounts = features.accounts();
    this.accountSwitch = features.accountSwitch();
    this.health = features.health();
    this.probe = features.probe();
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/providers", Permission.PAYMENTS_READ, visit -> page(visit, "")),
        DashboardRoute.postAt("/accounts/{account}/check", Permission.PAYMENTS_ASK, this::check),
        DashboardRoute.postAt(
            "/accounts/{account}/close", Permission.PROVIDERS_SWITCH, this::close),
        DashboardRoute.postAt("/accounts/{account}/open", Permission.PROVIDERS_SWITCH, this::open));
  }

  /// How the gateways do, and which accounts are closed.
  public record Providers(
      List<GatewayHealth> health, List<GatewayHealth.Failure> failures, List<Row> accounts) {}

  /// An account.
  ///
  /// @param closed empty for one that is open
  /// @param trouble as all servers see it
  /// @param statementAt when it was last compared with a statement
  public record Row(
      MerchantAccount account,
      Optional<ClosedAccount> closed,
      Optional<Trouble> trouble,
      Optional<Instant> statementAt) {
    /// The status that is shown.
    public String state() {
      if (closed.isPresent()) {
        return "CLOSED_BY_HAND";
      }
      return trouble.map(it -> it.stage().name()).orElse("OPEN_FOR_PAYMENTS");
    }
  }

  private Answer page(Visit visit, String notice) {
    var at = visit.at();
    var statements = figures.statements(at);
    var rows = accounts.of(at).stream().map(it -> row(it, statements)).toList();
    var day = figures.day(at);
    var model = new Providers(day.accounts(), day.failures(), rows);
    return screens.show(visit, notice.isEmpty() ? 200 : 422, "providers", model, notice);
  }

  private Row row(MerchantAccount account, List<AccountFigureStore.Statement> statements) {
    var id = account.account().id();
    var gateway = account.account().gateway();
    var reference = account.gatewayReferenceId().orElse("");
    var statementAt =
        statements.stream()
            .filter(it -> it.gateway().equals(gateway.code()))
            .filter(it -> it.reference().isEmpty() || it.reference().equals(reference))
            .map(AccountFigureStore.Statement::at)
            .max(Comparator.naturalOrder());
    var trouble = Optional.ofNullable(health.troubles(Map.of(gateway, List.of(id))).get(gateway));
    return new Row(account, accountSwitch.closed(id), trouble, statementAt);
  }

  /// What a look at an account found.
  public record Checked(MerchantAccount account, AccountReport report) {}

  private Answer check(Visit visit) {
    var account = own(visit);
    var report = probe.probe(account.account());
    written(visit, "account checked", account.account().id(), "", Permission.PAYMENTS_ASK);
    return screens.show(visit, "accountcheck", new Checked(account, report));
  }

  private Answer close(Visit visit) {
    var account = own(visit).account().id();
    var reason = visit.text("reason");
    if (reason.isEmpty()) {
      return page(visit, "REASON");
    }
    if (accountSwitch.close(account, visit.actor().name(), reason)) {
      written(visit, "account closed", account, reason, Permission.PROVIDERS_SWITCH);
    }
    return back(visit);
  }

  private Answer open(Visit visit) {
    var account = own(visit).account().id();
    if (accountSwitch.open(account)) {
      written(visit, "account opened", account, visit.text("reason"), Permission.PROVIDERS_SWITCH);
    }
    return back(visit);
  }

  private MerchantAccount own(Visit visit) {
    return accounts.of(visit.at()).stream()
        .filter(it -> it.account().id().equals(visit.path("account")))
        .findFirst()
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private void written(
      Visit visit, String action, String account, String reason, Permission permission) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), account)
            .by(permission)
            .because(reason),
        AuditEntry.Outcome.DONE);
  }

  private static Answer back(Visit visit) {
    return Answer.seeOther(visit.link("/providers?done=saved"));
  }
}
