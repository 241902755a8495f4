package org.batua.gateway.db;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Deletes many rows a part at a time, each in a transaction of its own, so that no lock is held
/// for long. Between two parts it rests for longer than the part took, so that making room takes a
/// small share of the database from whoever pays meanwhile.
public final class Parts {
  static final int SIZE = 5000;

  /// Rests are so many times as long as the part before: a tenth of one session is used.
  private static final int REST = 9;

  private Parts() {}

  /// Deletes until a part is not full.
  ///
  /// @param part deletes at most so many rows and says how many
  /// @return how many
  public static long delete(IntUnaryOperator part) {
    return delete(part, gone -> gone < SIZE, System::nanoTime, LockSupport::parkNanos);
  }

  /// The same where a part that is not full may be followed by another one, since parts are found
  /// by numbers of which some were never used.
  public static long deleteByNumbers(IntUnaryOperator part) {
    return delete(part, gone -> gone == 0, System::nanoTime, LockSupport::parkNanos);
  }

  static long delete(
      IntUnaryOperator part, IntPredicate isLast, LongSupplier nanoTime, LongConsumer rest) {
    long all = 0;
    while (true) {
      long began = nanoTime.getAsLong();
      int gone = part.applyAsInt(SIZE);
      all += gone;
      if (isLast.test(gone)) {
        return all;
      }
      rest.accept(REST * (nanoTime.getAsLong() - began));
    }
  }
}
