package org.batua.simulator.engine;

/// What lets a merchant use a customer's account until it expires or is revoked.
public record Token(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
