package org.batua.gateway.connector;

import java.util.Map;

/// What a provider sent to us, to the letter.
///
/// @param headers lower-case names
/// @param body read as UTF-8
public record Notice(Map<String, String> headers, String body) {
  public Notice {
    headers = Map.copyOf(headers);
  }

  /// Without its content: it names customers.
  @Override
  public String toString() {
    return "Notice[" + body.length() + " characters]";
  }
}
