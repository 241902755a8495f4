package org.batua.simulator.control;

import io.helidon.http.BadRequestException;
import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Provider;

/// Reads the control API's path and query parameters; a wrong one is answered with 400.
final class Parameters {
  private static final Provider USUAL = Provider.MOBIKWIK;

  static AccountKey account(ServerRequest request) {
    String phone = request.path().pathParameters().get("phone");
    return new AccountKey(
        provider(request), Phone.parse(phone).orElseThrow(() -> wrong("phone", phone)));
  }

  /// The query's provider, or the one that is meant when there is none.
  static Provider provider(ServerRequest request) {
    return query(request, "provider", Provider::named).orElse(USUAL);
  }

  static Optional<String> query(ServerRequest request, String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isBlank());
  }

  static <T> Optional<T> query(
      ServerRequest request, String name, Function<String, Optional<T>> parse) {
    return query(request, name)
        .map(value -> parse.apply(value).orElseThrow(() -> wrong(name, value)));
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static BadRequestException wrong(String name, String value) {
    return new BadRequestException("Wrong " + name + ": " + value);
  }

  private Parameters() {}
}
