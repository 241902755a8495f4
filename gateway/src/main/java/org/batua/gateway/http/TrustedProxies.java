package org.batua.gateway.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// The addresses of the proxies in front: their connections are not counted, and what they say of a
/// client's address is believed.
public record TrustedProxies(List<Network> networks) {
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /// Reads addresses and networks, as `127.0.0.1, 10.0.0.0/8, ::1`.
  ///
  /// @throws IllegalArgumentException when one is neither
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(
        Arrays.stream(text.split("[,\\s]+", -1))
            .filter(it -> !it.isEmpty())
            .map(Network::parse)
            .toList());
  }

  boolean contains(InetAddress address) {
    return networks.stream().anyMatch(it -> it.contains(address));
  }

  /// Addresses that begin with the same bits.
  public record Network(InetAddress base, int bits) {
    private static Network parse(String text) {
      int slash = text.indexOf('/');
      var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = base.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException(
            "network: " + text + " (expected: 0 to " + all + " bits)");
      }
      return new Network(base, bits);
    }

    boolean contains(InetAddress address) {
      var ours = base.getAddress();
      var theirs = address.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
