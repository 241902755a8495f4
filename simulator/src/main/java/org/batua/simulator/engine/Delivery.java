package org.batua.simulator.engine;

/// How an answer reaches the caller, or fails to.
///
/// `httpStatus` is 0 where no answer is sent at all.
public enum Delivery {
  PROMPT(200),
  SLOW(200),
  /// The connection is held open beyond the caller's patience and then closed without an answer.
  LOST(0),
  DOWN(503),
  FAULTY(500),
  THROTTLED(429),
  FORGED(200),
  GARBAGE(502);

  private final int httpStatus;

  Delivery(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
