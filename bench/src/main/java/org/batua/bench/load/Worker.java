package org.batua.bench.load;

/// One caller with a connection of its own, which does the same kind of call again and again.
interface Worker extends AutoCloseable {
  /// One call, to its end.
  ///
  /// @throws Exhausted when there is nothing left to call with
  /// @throws Exception when the answer is not the one that is expected
  void once() throws Exception;

  @Override
  void close();

  /// What was prepared for a measurement is used up; what was measured until then counts.
  final class Exhausted extends Exception {
    Exhausted() {
      super("used up", null, false, false);
    }
  }
}
