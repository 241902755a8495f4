package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// How a money call ended, as far as is known now.
public sealed interface Outcome {
  ProviderResponse response();

  /// The money moved.
  record Succeeded(
      String providerReference, Money amount, Optional<Instant> at, ProviderResponse response)
      implements Outcome {}

  /// The provider has it and will decide.
  record Pending(Optional<String> providerReference, ProviderResponse response)
      implements Outcome {}

  /// The customer must act at the provider before anything moves.
  record NeedsCustomer(
      HostedPayments.Page page, Optional<Instant> expiresAt, ProviderResponse response)
      implements Outcome {}

  /// The provider said no; nothing moved.
  record Declined(Refusal refusal) implements Outcome {
    @Override
    public ProviderResponse response() {
      return refusal.response();
    }
  }

  /// Provably nothing happened: no byte of the request left.
  record NotSent(TransportFailure failure) implements Outcome {
    @Override
    public ProviderResponse response() {
      return failure.response();
    }
  }

  /// The money may have moved; only asking tells.
  record Unknown(TransportFailure failure) implements Outcome {
    @Override
    public ProviderResponse response() {
      return failure.response();
    }
  }
}
