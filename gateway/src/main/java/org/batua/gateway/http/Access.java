package org.batua.gateway.http;

/// What a route asks of its caller.
public enum Access {
  KEY,
  KEY_OR_CLIENT_TOKEN,
  /// An API key, or a body that is encrypted and signed by a merchant's message key.
  KEY_OR_SIGNATURE,
  OPEN,
  /// As [#OPEN], at an address that is a secret: it was given to somebody.
  LINK,
  /// Open to anybody, and the body is handed on to the letter, whatever its form.
  RAW,
  /// Open to anybody, and nothing of the request but its path counts.
  UNREAD
}
