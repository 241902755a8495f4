package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// How a money call ended, as far as is known now.
public sealed interface Outcome {
  Raw raw();

  /// The money moved.
  record Succeeded(String providerReference, Money amount, Optional<Instant> at, Raw raw)
      implements Outcome {}

  /// The provider has it and will decide.
  record Pending(Optional<String> providerReference, Raw raw) implements Outcome {}

  /// The customer must act at the provider before anything moves.
  record NeedsCustomer(HostedPage page, Optional<Instant> expiresAt, Raw raw) implements Outcome {}

  /// The provider said no; nothing moved.
  record Declined(Refusal refusal) implements Outcome {
    @Override
    public Raw raw() {
      return refusal.raw();
    }
  }

  /// Provably nothing happened: no byte of the request left.
  record NotSent(TransportFailure failure) implements Outcome {
    @Override
    public Raw raw() {
      return failure.raw();
    }
  }

  /// The money may have moved; only asking tells.
  record Unknown(TransportFailure failure) implements Outcome {
    @Override
    public Raw raw() {
      return failure.raw();
    }
  }
}
