package org.batua.conformance.kit;

/// The server does something else than the contract says.
public final class Deviation extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Deviation(String message) {
    super(message);
  }
}
