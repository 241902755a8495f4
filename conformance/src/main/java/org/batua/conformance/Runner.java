package org.batua.conformance;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Check;
import org.batua.conformance.kit.Deviation;
import org.batua.conformance.kit.Needs;

/// Tries checks one after another and never stops at a failure.
public final class Runner {
  private final Account account;
  private final Set<Needs> allowed;

  /// @param allowed what checks may do to the account
  public Runner(Account account, Set<Needs> allowed) {
    this.account = account;
    this.allowed = EnumSet.copyOf(allowed);
  }

  /// Tries each check.
  ///
  /// @param progress is told of each result as it comes
  public List<Result> run(List<Check> checks, Consumer<Result> progress) {
    return checks.stream().map(this::run).peek(progress).toList();
  }

  private Result run(Check check) {
    if (!allowed.contains(check.needs())) {
      return skipped(check, "not asked for: " + check.needs());
    }
    if (check.name().equals("return.is_signed") && account.target().responseKey().isEmpty()) {
      return skipped(check, "no --response-key");
    }
    long start = System.nanoTime();
    try {
      check.body().run(account);
      return new Result(check, Result.Verdict.PASSED, "", since(start));
    } catch (Deviation deviation) {
      var message = String.valueOf(deviation.getMessage());
      return new Result(check, Result.Verdict.FAILED, message, since(start));
    } catch (RuntimeException e) {
      // an answer that a check did not expect must not end the run
      return new Result(check, Result.Verdict.FAILED, e.toString(), since(start));
    }
  }

  private static Result skipped(Check check, String why) {
    return new Result(check, Result.Verdict.SKIPPED, why, Duration.ZERO);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
