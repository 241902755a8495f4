package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.StorableText;

/// How a money call ended, as far as is known now.
public sealed interface Outcome {
  ProviderResponse response();

  /// The money moved.
  ///
  /// @param providerReference its own name of the transaction, at most 128 characters
  record Succeeded(
      String providerReference, Money amount, Optional<Instant> at, ProviderResponse response)
      implements Outcome {
    private static final int REFERENCE_LENGTH_MAX = 128;

    public Succeeded {
      providerReference = StorableText.of(providerReference, REFERENCE_LENGTH_MAX);
    }
  }

  /// The provider has it and will decide.
  record Pending(Optional<String> providerReference, ProviderResponse response)
      implements Outcome {}

  /// The customer must act at the provider before anything moves.
  record NeedsCustomer(CustomerPage page, Optional<Instant> expiresAt, ProviderResponse response)
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

  /// The money may have moved; only an inquiry can find out.
  record Unknown(TransportFailure failure) implements Outcome {
    @Override
    public ProviderResponse response() {
      return failure.response();
    }
  }
}
