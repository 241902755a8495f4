package org.batua.simulator.engine;

/// The merchant's own id of a payment, such as an order id.
public record Reference(String value) {
  @Override
  public String toString() {
    return value;
  }
}
