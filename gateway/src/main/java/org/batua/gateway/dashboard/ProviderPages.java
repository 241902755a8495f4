package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.GatewayHealth;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.provider.ClosedAccount;
import org.batua.gateway.provider.ProviderHealth;

/// How a merchant's providers do, and the switch that closes an account by hand.
public final class ProviderPages {
  private final LookupStore lookups;
  private final ProviderAccounts accounts;
  private final AccountSwitch accountSwitch;
  private final Audit audit;
  private final Screens screens;

  /// What the pages are of.
  public record Features(
      ProviderAccounts accounts, AccountSwitch accountSwitch, ProviderHealth health) {}

  ProviderPages(LookupStore lookups, Features features, Audit audit, Screens screens) {
    this.lookups = lookups;
    this.accounts = features.accounts();
    this.accountSwitch = features.accountSwitch();
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/providers", Permission.PAYMENTS_READ, visit -> page(visit, "")),
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
  public record Row(MerchantAccount account, Optional<ClosedAccount> closed) {}

  private Answer page(Visit visit, String notice) {
    var at = visit.at();
    var rows =
        accounts.of(at).stream()
            .map(it -> new Row(it, accountSwitch.closed(it.account().id())))
            .toList();
    var model = new Providers(lookups.health(at), lookups.failures(at), rows);
    return screens.show(visit, notice.isEmpty() ? 200 : 422, "providers", model, notice);
  }

  private Answer close(Visit visit) {
    var account = own(visit);
    var reason = visit.text("reason");
    if (reason.isEmpty()) {
      return page(visit, "REASON");
    }
    if (accountSwitch.close(account, visit.actor().name(), reason)) {
      written(visit, "account closed", account, reason);
    }
    return back(visit);
  }

  private Answer open(Visit visit) {
    var account = own(visit);
    if (accountSwitch.open(account)) {
      written(visit, "account opened", account, visit.text("reason"));
    }
    return back(visit);
  }

  private String own(Visit visit) {
    return accounts.of(visit.at()).stream()
        .map(it -> it.account().id())
        .filter(visit.path("account")::equals)
        .findFirst()
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private void written(Visit visit, String action, String account, String reason) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), account)
            .by(Permission.PROVIDERS_SWITCH)
            .because(reason),
        AuditEntry.Outcome.DONE);
  }

  private static Answer back(Visit visit) {
    return Answer.seeOther(visit.link("/providers?done=saved"));
  }
}
