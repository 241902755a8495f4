package org.batua.gateway.redirect;

import java.util.Map;
import org.batua.gateway.http.Request;

/// What a provider makes a browser bring back: by a form, or in the address.
final class ReturnParameters {
  private ReturnParameters() {}

  /// Judges nothing of it: whatever others added to the address must not keep a genuine return from
  /// being one.
  static Map<String, String> of(Request request) {
    return request.params().ofOneChannel();
  }
}
