package org.batua.gateway.connector;

/// What a browser's return from the provider's page is worth.
public enum TopupReturn {
  /// Its signature is right: ask the provider now.
  GENUINE,
  /// It was not made by the provider, or not for this top-up.
  FORGED
}
