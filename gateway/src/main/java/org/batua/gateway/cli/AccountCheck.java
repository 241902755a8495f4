package org.batua.gateway.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.wiring.Gateway;

/// Checks the accounts that merchants have at providers, and whether those can be reached. Calls no
/// provider: it only connects.
final class AccountCheck {
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

  private final Gateway gateway;
  private final Duration connectTimeout;

  AccountCheck(Gateway gateway, Duration connectTimeout) {
    this.gateway = gateway;
    this.connectTimeout = connectTimeout;
  }

  /// Where a provider listens.
  private record Host(String name, int port) implements Comparable<Host> {
    @Override
    public int compareTo(Host other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Set<Host> hosts = new TreeSet<>();
    for (var merchant : gateway.merchants().all()) {
      findings.addAll(ofMerchant(merchant.id(), hosts));
    }
    hosts.forEach(host -> findings.add(reach(host)));
    return findings;
  }

  private List<Finding> ofMerchant(MerchantId merchant, Set<Host> hosts) {
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
      hosts(one.account(), hosts);
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
    var problems =
        gateway
            .connectors()
            .find(account.gateway())
            .map(connector -> problems(connector, account))
            .orElseGet(() -> List.of("this version has no such gateway"));
    return problems.isEmpty()
        ? Finding.ok("accounts", name + ": complete")
        : Finding.wrong(
            "accounts",
            name + ": " + String.join("; ", problems) + ": correct with ./batua gateway add");
  }

  /// An account of an older version may lack a field that was added since.
  private List<String> problems(Connector connector, ProviderAccount account) {
    var missing =
        connector.accountFields().stream()
            .filter(field -> !isPresent(field, account))
            .map(field -> field.name() + " is missing (" + field.meaning() + ")")
            .toList();
    return missing.isEmpty() ? gateway.providers().problems(account) : missing;
  }

  private static boolean isPresent(AccountField field, ProviderAccount account) {
    return switch (field.kind()) {
      case SETTING -> account.settings().containsKey(field.name());
      case SECRET -> account.secrets().containsKey(field.name());
    };
  }

  private static void hosts(ProviderAccount account, Set<Host> hosts) {
    account
        .settings()
        .forEach(
            (name, value) -> {
              if (name.endsWith("_url")) {
                host(value).ifPresent(hosts::add);
              }
            });
  }

  private static Optional<Host> host(String text) {
    try {
      var uri = new URI(text);
      var port = PORTS.get(String.valueOf(uri.getScheme()));
      return uri.getHost() == null || port == null
          ? Optional.empty()
          : Optional.of(new Host(uri.getHost(), uri.getPort() < 0 ? port : uri.getPort()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Finding reach(Host host) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host.name(), host.port()), (int) connectTimeout.toMillis());
      return Finding.ok("providers", host + " takes connections");
    } catch (IOException e) {
      return Finding.wrong(
          "providers", host + ": " + e + ": open the way there, or correct the account's address");
    }
  }
}
