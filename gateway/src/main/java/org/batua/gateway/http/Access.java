package org.batua.gateway.http;

/// What a route asks of its caller.
public enum Access {
  KEY,
  KEY_OR_CLIENT_TOKEN,
  OPEN
}
