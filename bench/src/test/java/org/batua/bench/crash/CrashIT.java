package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.batua.bench.process.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The crash test in a short form; each run takes another seed and names it when it fails.
@Execution(ExecutionMode.CONCURRENT)
@Tag("proof")
class CrashIT {
  private static final int CYCLES = Integer.getInteger("crash.cycles", 3);
  private static final long SEED =
      Long.getLong("crash.seed", Math.floorMod(System.nanoTime(), 1_000_000L));
  private static final int SHOPPERS = 8;

  @Test
  void no_money_is_lost_or_moved_twice_whatever_is_killed() {
    var installation = Installation.ofThisProgram();
    var said = new StringWriter();
    try {
      boolean held =
          CrashTestCommand.run(
              installation,
              installation.home().resolve("bench/target/crash-it"),
              Plan.of(SEED, CYCLES),
              SHOPPERS,
              World.Ground.PLAIN,
              new PrintWriter(said));
      assertThat(held).as(said.toString()).isTrue();
    } catch (RuntimeException e) {
      throw new AssertionError(said.toString(), e);
    }
  }
}
