package org.batua.gateway.connector;

/// What the provider answers when asked about one of our references.
public sealed interface Inquiry {
  ProviderResponse response();

  record Found(Outcome outcome) implements Inquiry {
    @Override
    public ProviderResponse response() {
      return outcome.response();
    }
  }

  /// The provider does not know the reference now; shortly after sending this proves nothing.
  record NotFound(ProviderResponse response) implements Inquiry {}

  record CannotTell(TransportFailure failure) implements Inquiry {
    @Override
    public ProviderResponse response() {
      return failure.response();
    }
  }
}
