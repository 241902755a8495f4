package org.batua.simulator.http;

import io.helidon.http.BadRequestException;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The parameters of a call, from its query or its form body; empty ones count as absent.
public final class Form {
  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /// Reads the query, and the body of a POST, which wins where both have a name.
  public static Form of(ServerRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    decode(request.prologue().query().rawValue(), values);
    if (request.prologue().method().equals(Method.POST)) {
      decode(Content.text(request), values);
    }
    return new Form(values);
  }

  public static Form parse(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    decode(encoded, values);
    return new Form(values);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// Every parameter that has a value, in the order received.
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  private static void decode(String encoded, Map<String, String> values) {
    int start = 0;
    while (start < encoded.length()) {
      int end = encoded.indexOf('&', start);
      end = end < 0 ? encoded.length() : end;
      int equals = encoded.indexOf('=', start);
      if (equals > start && equals < end - 1) {
        values.put(part(encoded, start, equals), part(encoded, equals + 1, end));
      }
      start = end + 1;
    }
  }

  private static String part(String encoded, int start, int end) {
    try {
      return URLDecoder.decode(encoded.substring(start, end), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("Malformed form encoding", e);
    }
  }
}
