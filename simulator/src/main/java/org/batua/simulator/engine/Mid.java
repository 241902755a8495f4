package org.batua.simulator.engine;

/// A merchant's id at a provider.
public record Mid(String value) {
  @Override
  public String toString() {
    return value;
  }
}
