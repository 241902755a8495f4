package org.batua.conformance;

import java.time.Duration;
import org.batua.conformance.kit.Check;

/// What came of one check.
///
/// @param message what deviates, or why it was not tried; empty when it passed
public record Result(Check check, Verdict verdict, String message, Duration took) {
  /// How a check ended.
  public enum Verdict {
    PASSED,
    FAILED,
    /// Not tried, since the account or the caller does not allow it.
    SKIPPED
  }

  public boolean failed() {
    return verdict == Verdict.FAILED;
  }
}
