package org.batua.gateway.http;

/// What a route asks of its caller.
public enum Access {
  KEY,
  KEY_OR_CLIENT_TOKEN,
  OPEN,
  /// Open to anybody, and the body is handed on to the letter, whatever its form.
  RAW,
  /// Open to anybody, and nothing of the request but its path counts.
  UNREAD
}
