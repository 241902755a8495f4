package org.batua.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.batua.bench.process.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

/// The bench in a short form: what it says of speed is worth nothing, but each call must be
/// answered and each floor must be found.
@Execution(ExecutionMode.CONCURRENT)
@Tag("proof")
class BenchIT {
  private static final Plan SHORT =
      new Plan(
          EnumSet.allOf(Row.class),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          4,
          List.of(1000),
          2000,
          50,
          20,
          1);

  @Test
  void every_row_is_answered_and_has_its_floor() throws Exception {
    var installation = Installation.ofThisProgram();
    var said = new StringWriter();
    var summary =
        BenchCommand.run(
            installation,
            installation.home().resolve("bench/target/bench-it"),
            SHORT,
            new PrintWriter(said));
    assertThat(summary.results()).as(said.toString()).hasSize(2 * Row.values().length);
    assertThat(Report.isSound(summary)).as(said.toString()).isTrue();
    for (var result : summary.results()) {
      assertThat(result.closed().perSecond()).as(said.toString()).isPositive();
      assertThat(result.sql().perSecond()).as(said.toString()).isPositive();
    }
    var debit =
        summary.results().stream().filter(it -> it.row() == Row.DEBIT).findFirst().orElseThrow();
    assertThat(debit.commits()).isGreaterThanOrEqualTo(2);
    assertThat(summary.startSeconds()).hasSize(1);
    var json = new JsonMapper().readTree(Report.json(summary));
    assertThat(json.path("rows").size()).isEqualTo(summary.results().size());
    Report.table(summary, new PrintWriter(said));
    assertThat(said.toString()).contains("| direct debit |");
  }
}
