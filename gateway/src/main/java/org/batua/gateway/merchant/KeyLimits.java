package org.batua.gateway.merchant;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.batua.gateway.http.KeyScope;
import org.batua.gateway.http.TrustedProxies;

/// What an API key may do, from where, and until when.
///
/// @param scopes empty for everything
/// @param addresses addresses and networks, as `192.0.2.0/24`; empty for anywhere
public record KeyLimits(Set<KeyScope> scopes, List<String> addresses, Optional<Instant> expiresAt) {
  public static final KeyLimits NONE = new KeyLimits(Set.of(), List.of(), Optional.empty());

  private static final int ADDRESSES_MAX = 50;

  public KeyLimits {
    scopes = Set.copyOf(scopes);
    addresses = List.copyOf(addresses);
  }

  /// Reads scopes and addresses with blanks or commas between them.
  ///
  /// @throws IllegalArgumentException as `field: why`
  public static KeyLimits parse(String scopes, String addresses, Optional<Instant> expiresAt) {
    Set<KeyScope> read =
        words(scopes).stream()
            .map(
                it ->
                    KeyScope.of(it)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "scopes: " + it + " (expected: of " + all() + ")")))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var networks = words(addresses);
    if (networks.size() > ADDRESSES_MAX) {
      throw new IllegalArgumentException("addresses: at most " + ADDRESSES_MAX);
    }
    for (var network : networks) {
      try {
        var _ = TrustedProxies.parse(network);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "addresses: " + network + " (expected: an address, or a network as 192.0.2.0/24)", e);
      }
    }
    return new KeyLimits(read, networks, expiresAt);
  }

  private static String all() {
    return Arrays.stream(KeyScope.values()).map(KeyScope::code).collect(Collectors.joining(", "));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s,]+", -1)).filter(it -> !it.isEmpty()).distinct().toList();
  }

  /// The codes of the scopes, in the order of the pages.
  public List<String> codes() {
    return Arrays.stream(KeyScope.values()).filter(scopes::contains).map(KeyScope::code).toList();
  }

  /// As the audit and lists tell it; empty for no limits.
  public String told() {
    return String.join(" ", codes())
        + (addresses.isEmpty() ? "" : " from " + String.join(", ", addresses));
  }
}
