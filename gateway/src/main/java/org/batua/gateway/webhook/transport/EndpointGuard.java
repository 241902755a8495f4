package org.batua.gateway.webhook.transport;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where webhooks may go: to public addresses, and never into the network that the server stands
/// in.
public final class EndpointGuard {
  /// Source: the special-purpose registries of IANA (RFC 6890 and its updates). What embeds an IPv4
  /// address is refused regardless of what it embeds.
  private static final List<Cidr> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Cidr::parse)
          .toList();

  /// All other addresses of IPv6 are special.
  private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");

  private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
  private static final int HIGH_PORT_MIN = 1024;

  private final Rules rules;

  public EndpointGuard(Rules rules) {
    this.rules = rules;
  }

  /// What an operator allows.
  ///
  /// @param networks inner networks that merchants' servers are in
  public record Rules(Plaintext plaintext, Loopback loopback, Ports ports, List<Cidr> networks) {
    public Rules {
      networks = List.copyOf(networks);
    }

    /// Whether `http` may be used.
    public enum Plaintext {
      ALLOWED,
      REFUSED
    }

    /// Whether the server's own machine may be called.
    public enum Loopback {
      ALLOWED,
      REFUSED
    }

    /// Which ports may be called.
    public enum Ports {
      /// 80, 443, 8080 and 8443.
      USUAL,
      /// Those, and all from 1024.
      HIGH
    }
  }

  /// Why an address on the web may not be called; empty when nothing speaks against it yet. Its
  /// host is looked up, and judged, when it is called.
  public Optional<String> problem(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.of("must be an address, as https://shop.example/hook");
    }
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean plain = scheme.equals("http");
    if (!plain && !scheme.equals("https")) {
      return Optional.of("must begin with https://");
    }
    if (plain && rules.plaintext() == Rules.Plaintext.REFUSED) {
      return Optional.of("must begin with https://, http is not allowed here");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("must have a host, and neither a user nor a fragment");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : plain ? 80 : 443;
    boolean isHigh = rules.ports() == Rules.Ports.HIGH && port >= HIGH_PORT_MIN && port <= 65_535;
    return PORTS.contains(port) || isHigh
        ? Optional.empty()
        : Optional.of("must have a port that is allowed here, as 443");
  }

  /// Whether this address may be connected to.
  public boolean allows(InetAddress address) {
    if (rules.networks().stream().anyMatch(it -> it.contains(address))) {
      return true;
    }
    if (address.isLoopbackAddress()) {
      return rules.loopback() == Rules.Loopback.ALLOWED;
    }
    boolean isV6 = address.getAddress().length == 16;
    return SPECIAL.stream().noneMatch(it -> it.contains(address))
        && (!isV6 || GLOBAL_V6.contains(address));
  }
}
