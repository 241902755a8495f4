package org.batua.simulator.engine;

/// The provider's own id of a payment or a refund.
public record ProviderReference(String value) {
  @Override
  public String toString() {
    return value;
  }
}
