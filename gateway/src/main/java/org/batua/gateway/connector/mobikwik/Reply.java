package org.batua.gateway.connector.mobikwik;

import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;

/// What came of a call that moves no money.
sealed interface Reply {
  record Accepted(MobikwikFields fields) implements Reply {}

  record Refused(Refusal refusal) implements Reply {}

  /// MobiKwik did not act on it.
  record NotTaken(TransportFailure failure) implements Reply {}

  /// MobiKwik may have acted on it.
  record PerhapsTaken(TransportFailure failure) implements Reply {}
}
