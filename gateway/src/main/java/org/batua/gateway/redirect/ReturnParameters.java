package org.batua.gateway.redirect;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.http.Request;

/// What a provider makes a browser bring back.
final class ReturnParameters {
  private ReturnParameters() {}

  /// @param lengthMax of a value, in characters
  static Map<String, String> of(Request request, int lengthMax) {
    Map<String, String> parameters = new HashMap<>();
    var params = request.params();
    for (var name : params.names()) {
      params.text(name, lengthMax).ifPresent(value -> parameters.put(name, value));
    }
    return parameters;
  }
}
