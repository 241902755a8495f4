package org.batua.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.provider.AccountProbe;
import org.batua.gateway.wiring.Gateway;

/// Checks the accounts that merchants have at providers, and whether those can be reached. Calls no
/// provider: it only connects.
final class AccountCheck {
  private final Gateway gateway;
  private final AccountProbe probe;

  AccountCheck(Gateway gateway) {
    this.gateway = gateway;
    this.probe = gateway.accountProbe();
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Set<String> hosts = new TreeSet<>();
    for (var merchant : gateway.merchants().all()) {
      findings.addAll(ofMerchant(merchant.id(), hosts));
    }
    hosts.forEach(host -> findings.add(reach(host)));
    return findings;
  }

  private List<Finding> ofMerchant(MerchantId merchant, Set<String> hosts) {
    List<MerchantAccount> accounts;
    try {
      accounts = gateway.accounts().of(merchant);
    } catch (IllegalStateException e) {
      return List.of(Finding.wrong("accounts", merchant + ": " + e.getMessage()));
    }
    if (accounts.isEmpty()) {
      return List.of(Finding.ok("accounts", merchant + " has none: see ./batua gateway add"));
    }
    List<Finding> findings = new ArrayList<>();
    for (var one : accounts) {
      findings.add(ofAccount(one));
      hosts.addAll(probe.hosts(one.account()));
    }
    return findings;
  }

  private Finding ofAccount(MerchantAccount one) {
    var account = one.account();
    var name =
        one.merchant()
            + ", "
            + account.gateway()
            + one.gatewayReferenceId().map(id -> " " + id).orElse("");
    var problems = probe.problems(account);
    return problems.isEmpty()
        ? Finding.ok("accounts", name + ": complete")
        : Finding.wrong(
            "accounts",
            name + ": " + String.join("; ", problems) + ": correct with ./batua gateway add");
  }

  private Finding reach(String host) {
    var reached = probe.reach(host);
    return reached.isReached()
        ? Finding.ok("providers", host + " takes connections")
        : Finding.wrong(
            "providers",
            host + ": " + reached.why() + ": open the way there, or correct the account's address");
  }
}
