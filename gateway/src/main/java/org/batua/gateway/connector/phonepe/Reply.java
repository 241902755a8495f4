package org.batua.gateway.connector.phonepe;

import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;

/// What came of a call that moves no money.
sealed interface Reply {
  record Accepted(PhonepeAnswer answer) implements Reply {}

  record Refused(Refusal refusal) implements Reply {}

  /// PhonePe did not act on it.
  record NotTaken(TransportFailure failure) implements Reply {}

  /// PhonePe may have acted on it.
  record PerhapsTaken(TransportFailure failure) implements Reply {}
}
