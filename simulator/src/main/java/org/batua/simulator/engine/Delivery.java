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
  GARBAGE(502),
  /// Prompt and right, but its words are fit for no log and no database.
  DIRTY(200);

  private static final String DIRT = "\u0000\u0007\u001b[31m\u202e\ufffe" + "x".repeat(5_000);

  private final int httpStatus;

  Delivery(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /// What an answer that is delivered so says in words.
  public String words(String clean) {
    return this == DIRTY ? clean + DIRT : clean;
  }
}
