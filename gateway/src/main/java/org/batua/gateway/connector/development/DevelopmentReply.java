package org.batua.gateway.connector.development;

import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;
import tools.jackson.databind.JsonNode;

/// What came of a call that moves no money.
sealed interface DevelopmentReply {
  record Accepted(JsonNode members) implements DevelopmentReply {
    /// Without the members: a token is among them.
    @Override
    public String toString() {
      return "Accepted";
    }
  }

  record Refused(Refusal refusal) implements DevelopmentReply {}

  /// The provider did not act on it.
  record NotTaken(TransportFailure failure) implements DevelopmentReply {}

  /// The provider may have acted on it.
  record PerhapsTaken(TransportFailure failure) implements DevelopmentReply {}
}
