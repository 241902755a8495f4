package org.batua.gateway.webhook.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// A range of addresses, as `10.0.0.0/8`.
public record Cidr(InetAddress network, int prefixBits) {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)/([0-9]{1,3})");

  public Cidr {
    if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "prefix: " + prefixBits + " (expected: as long as the address, or shorter)");
    }
  }

  /// Reads `10.0.0.0/8` or `fd00::/8`; no name is looked up.
  ///
  /// @throws IllegalArgumentException for anything else
  public static Cidr parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw wrong(text);
    }
    try {
      return new Cidr(InetAddress.ofLiteral(parts.group(1)), Integer.parseInt(parts.group(2)));
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException("network: " + text + " (expected: as 10.0.0.0/8)");
  }

  /// Whether the address lies in the range. One of another family does not.
  public boolean contains(InetAddress address) {
    var mine = network.getAddress();
    var theirs = plain(address).getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefixBits % 8;
    return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
  }

  /// Without the scope that a link-local address may carry; its bytes decide.
  private static InetAddress plain(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of an impossible length", e);
    }
  }
}
