package org.batua.gateway.connector;

/// What the provider answers when asked about one of our references.
public sealed interface Inquiry {
  Raw raw();

  record Found(Outcome outcome) implements Inquiry {
    @Override
    public Raw raw() {
      return outcome.raw();
    }
  }

  /// The provider does not know the reference now; shortly after sending this proves nothing.
  record NotFound(Raw raw) implements Inquiry {}

  record CannotTell(TransportFailure failure) implements Inquiry {
    @Override
    public Raw raw() {
      return failure.raw();
    }
  }
}
