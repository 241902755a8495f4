package org.batua.simulator.engine;

/// What truly became of a payment or a refund.
public enum Status {
  PENDING,
  SUCCEEDED,
  FAILED,
  CANCELLED
}
