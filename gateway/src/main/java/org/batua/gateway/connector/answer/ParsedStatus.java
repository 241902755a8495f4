package org.batua.gateway.connector.answer;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;

/// What a provider's answer says became of a money movement.
public sealed interface ParsedStatus {
  /// The money moved.
  record Moved(String providerReference, Optional<Instant> at) implements ParsedStatus {}

  /// The provider has it and will decide.
  record Processing(Optional<String> providerReference) implements ParsedStatus {}

  /// The customer must act before anything moves.
  record CustomerNeeded(CustomerPage page, Optional<Instant> expiresAt) implements ParsedStatus {}

  /// A definite no.
  record Refused(Refusal refusal) implements ParsedStatus {}

  /// The provider does not know the reference; only an inquiry can be answered so.
  record NotKnown() implements ParsedStatus {}

  /// The answer has no meaning that we can rely on.
  record Unclear(TransportFailure.Cause cause) implements ParsedStatus {}
}
