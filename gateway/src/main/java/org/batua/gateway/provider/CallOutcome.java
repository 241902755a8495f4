package org.batua.gateway.provider;

import java.util.Locale;

/// How a call to a provider ended, in the same words for all operations.
public enum CallOutcome {
  SUCCEEDED,
  /// The provider has it and will decide.
  PENDING,
  /// The customer must act at the provider.
  NEEDS_CUSTOMER,
  /// The provider said no.
  REFUSED,
  /// The provider does not know what was asked about.
  NOT_FOUND,
  /// Provably nothing was sent.
  NOT_SENT,
  /// No clear answer, and the call had no effect.
  UNAVAILABLE,
  /// No clear answer, and the call may have had its effect.
  UNKNOWN,
  /// What was to be verified was not made by the provider.
  FORGED,
  /// The connector threw an exception: a bug in it.
  CONNECTOR_FAILED;

  /// Whether the provider's answer is missing or unclear.
  boolean isUnclear() {
    return switch (this) {
      case NOT_SENT, UNAVAILABLE, UNKNOWN -> true;
      case SUCCEEDED, PENDING, NEEDS_CUSTOMER, REFUSED, NOT_FOUND, FORGED, CONNECTOR_FAILED ->
          false;
    };
  }

  /// Its name in figures and logs.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
