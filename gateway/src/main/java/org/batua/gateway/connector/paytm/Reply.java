package org.batua.gateway.connector.paytm;

import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;

/// What came of a call that moves no money.
sealed interface Reply {
  record Accepted(PaytmJson json, ProviderResponse response) implements Reply {}

  record Refused(Refusal refusal) implements Reply {}

  /// Paytm did not act on it.
  record NotTaken(TransportFailure failure) implements Reply {}

  /// Paytm may have acted on it.
  record PerhapsTaken(TransportFailure failure) implements Reply {}
}
