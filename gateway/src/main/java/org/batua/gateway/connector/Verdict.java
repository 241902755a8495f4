package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Optional;

/// What a provider's answer says became of a money movement.
public sealed interface Verdict {
  /// The money moved.
  record Moved(String providerReference, Optional<Instant> at) implements Verdict {}

  /// The provider has it and will decide.
  record Processing(Optional<String> providerReference) implements Verdict {}

  /// The customer must act before anything moves.
  record CustomerNeeded(HostedPage page, Optional<Instant> expiresAt) implements Verdict {}

  /// A definite no.
  record Refused(Refusal refusal) implements Verdict {}

  /// The provider does not know the reference; only an inquiry can be answered so.
  record NotKnown() implements Verdict {}

  /// The answer has no meaning that we can rely on.
  record Unclear(Trouble.Cause cause) implements Verdict {}
}
