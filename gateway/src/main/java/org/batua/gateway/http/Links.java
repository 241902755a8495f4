package org.batua.gateway.http;

import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Limits who tries addresses that are secrets, before the request takes a place among those worked
/// on.
final class Links {
  private final Guesses guesses;
  private final ClientAddresses addresses;

  Links(Guesses guesses, ClientAddresses addresses) {
    this.guesses = guesses;
    this.addresses = addresses;
  }

  /// @throws Rejected as the page does, or when the client has to wait
  Answer open(Exchange exchange, Supplier<Answer> page) {
    return switch (exchange.route().access()) {
      case LINK, RAW -> limited(exchange, page);
      case KEY, KEY_OR_CLIENT_TOKEN, KEY_OR_SIGNATURE, OPEN, UNREAD -> page.get();
    };
  }

  private Answer limited(Exchange exchange, Supplier<Answer> page) {
    exchange.lost(true);
    return guesses.open(
        addresses.of(exchange.request()), secret(exchange), () -> found(exchange, page));
  }

  private static Answer found(Exchange exchange, Supplier<Answer> page) {
    try {
      var answer = page.get();
      exchange.lost(false);
      return answer;
    } catch (Rejected e) {
      exchange.lost(e.rejection() instanceof Rejection.UnknownLink);
      throw e;
    }
  }

  /// The path, or what follows one that is the same for all.
  private static String secret(Exchange exchange) {
    var target = exchange.request().prologue();
    var path = target.uriPath().rawPath();
    return exchange.path().isEmpty() ? path + "?" + target.query().rawValue() : path;
  }
}
