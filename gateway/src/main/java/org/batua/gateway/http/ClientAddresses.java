package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/// Finds the address of a client, also behind proxies: `X-Forwarded-For` is believed as far as
/// those who wrote it are trusted.
final class ClientAddresses {
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final TrustedProxies proxies;

  ClientAddresses(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /// What limits of one client are counted by: its IPv4 address, or its IPv6 network, of which one
  /// client has as many addresses as it likes.
  String of(ServerRequest request) {
    return peer(request.remotePeer().address())
        .map(peer -> of(peer, request.headers().values(FORWARDED_FOR)))
        .orElse("unknown");
  }

  /// The very address of a client; empty when it is not known.
  Optional<InetAddress> clientOf(ServerRequest request) {
    return peer(request.remotePeer().address())
        .map(peer -> clientOf(peer, request.headers().values(FORWARDED_FOR)));
  }

  /// The same of a peer and its `X-Forwarded-For` headers.
  String of(InetAddress peer, List<String> forwardedFor) {
    return network(clientOf(peer, forwardedFor));
  }

  /// The nearest hop that is no trusted proxy; when all are trusted, the farthest.
  private InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
    if (!proxies.contains(peer)) {
      return peer;
    }
    var hops = String.join(",", forwardedFor).split(",", -1);
    var client = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      var hop = parse(hops[i].strip());
      if (hop.isEmpty()) {
        // what is further left was not written by a trusted proxy
        return client;
      }
      client = hop.get();
      if (!proxies.contains(client)) {
        return client;
      }
    }
    return client;
  }

  static Optional<InetAddress> peer(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? Optional.ofNullable(inet.getAddress())
        : Optional.empty();
  }

  /// Reads `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`; looks up no name.
  private static Optional<InetAddress> parse(String hop) {
    var text = hop;
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      text = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf('.') > 0) {
      text = text.replaceFirst(":[0-9]+$", "");
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String network(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == IPV6_BYTES
        ? java.util.HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
        : address.getHostAddress();
  }
}
