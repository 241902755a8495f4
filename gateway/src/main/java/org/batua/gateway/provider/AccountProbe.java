package org.batua.gateway.provider;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.ProviderAccount;

/// Looks at the credentials of a provider account, and whether its hosts take connections. Calls no
/// provider: it only connects.
public final class AccountProbe {
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

  private final Connectors connectors;
  private final Providers providers;
  private final Duration connectTimeout;

  public AccountProbe(Connectors connectors, Providers providers, Duration connectTimeout) {
    this.connectors = connectors;
    this.providers = providers;
    this.connectTimeout = connectTimeout;
  }

  public AccountReport probe(ProviderAccount account) {
    return new AccountReport(problems(account), hosts(account).stream().map(this::reach).toList());
  }

  /// What the account lacks, or what of it cannot be read.
  public List<String> problems(ProviderAccount account) {
    return connectors
        .find(account.gateway())
        .map(connector -> problems(connector, account))
        .orElseGet(() -> List.of("this version has no such gateway"));
  }

  /// An account of an older version may lack a field that was added since.
  private List<String> problems(Connector connector, ProviderAccount account) {
    var missing =
        connector.accountFields().stream()
            .filter(field -> !isPresent(field, account))
            .map(field -> field.name() + " is missing (" + field.meaning() + ")")
            .toList();
    return missing.isEmpty() ? providers.problems(account) : missing;
  }

  private static boolean isPresent(AccountField field, ProviderAccount account) {
    return switch (field.kind()) {
      case SETTING -> account.settings().containsKey(field.name());
      case SECRET -> account.secrets().containsKey(field.name());
    };
  }

  /// Where the account's provider listens, as `host:port`.
  public List<String> hosts(ProviderAccount account) {
    var hosts = new TreeSet<String>();
    account
        .settings()
        .forEach(
            (name, value) -> {
              if (name.endsWith("_url")) {
                host(value).ifPresent(hosts::add);
              }
            });
    return List.copyOf(hosts);
  }

  private static Optional<String> host(String text) {
    try {
      var uri = new URI(text);
      var port = PORTS.get(String.valueOf(uri.getScheme()));
      return uri.getHost() == null || port == null
          ? Optional.empty()
          : Optional.of(uri.getHost() + ":" + (uri.getPort() < 0 ? port : uri.getPort()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Connects, and says nothing.
  ///
  /// @param host as of [#hosts(ProviderAccount)]
  public AccountReport.Reached reach(String host) {
    int colon = host.lastIndexOf(':');
    var address =
        new InetSocketAddress(
            host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
    try (var socket = new Socket()) {
      socket.connect(address, (int) connectTimeout.toMillis());
      return new AccountReport.Reached(host, "");
    } catch (IOException e) {
      return new AccountReport.Reached(host, e.toString());
    }
  }
}
