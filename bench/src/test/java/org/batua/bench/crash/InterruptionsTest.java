package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InterruptionsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private static List<Instant> every250(long from, long to) {
    return LongStream.iterate(from, it -> it <= to, it -> it + 250)
        .mapToObj(InterruptionsTest::at)
        .toList();
  }

  private static Duration interruption(List<Instant> good, long to) {
    return WriteProbe.interruption(good, START, at(to));
  }

  @Test
  void writes_without_a_pause_are_no_interruption() {
    assertThat(interruption(every250(-1000, 10_000), 10_000)).isZero();
  }

  /// What was under way may still be acknowledged before the pause begins.
  @Test
  void an_interruption_lasts_until_the_end_of_its_last_pause() {
    var writes = new ArrayList<>(every250(0, 500));
    writes.add(at(4000));
    writes.addAll(every250(9000, 20_000));
    assertThat(interruption(writes, 20_000)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void writes_that_do_not_come_back_are_an_interruption_until_now() {
    assertThat(interruption(every250(-1000, 0), 7000)).isEqualTo(Duration.ofSeconds(7));
    assertThat(interruption(List.of(), 7000)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void the_percentile_is_that_of_the_nearest_rank() {
    var interruptions = new Interruptions();
    assertThat(interruptions.p95()).isZero();
    LongStream.rangeClosed(1, 20).forEach(it -> interruptions.add("x", Duration.ofSeconds(it)));
    assertThat(interruptions.p95()).isEqualTo(Duration.ofSeconds(19));
    interruptions.add("a node is back", Duration.ZERO);
    assertThat(interruptions.p95()).as("what interrupts nothing").isEqualTo(Duration.ofSeconds(19));
    interruptions.add("y", Duration.ofSeconds(30));
    assertThat(interruptions.p95()).isEqualTo(Duration.ofSeconds(20));
    assertThat(interruptions.count()).isEqualTo(22);
  }

  @Test
  void each_kind_has_a_line_in_the_histogram() {
    var interruptions = new Interruptions();
    interruptions.add("switch-over", Duration.ofMillis(1500));
    interruptions.add("switch-over", Duration.ZERO);
    interruptions.add("primary killed", Duration.ofSeconds(40));
    assertThat(interruptions.lines())
        .hasSize(5)
        .anyMatch(it -> it.matches("switch-over +2 +1 +1 +0 +0 +0 +0 +0 +0 +0\\.0 +1\\.5 +1\\.5"))
        .anyMatch(it -> it.matches("primary killed +1 +0 +0 +0 +0 +0 +0 +0 +1 .*"))
        .anyMatch(it -> it.matches("all but those of 0 s +2 +0 +1 .*"));
  }

  @Test
  void a_plan_has_every_mishap_in_each_round_and_is_its_seeds() {
    var plan = ClusterPlan.of(7, 4);
    assertThat(plan).isEqualTo(ClusterPlan.of(7, 4)).isNotEqualTo(ClusterPlan.of(8, 4));
    assertThat(plan.rounds())
        .hasSize(4)
        .allSatisfy(
            round ->
                assertThat(round.steps())
                    .extracting(ClusterPlan.Step::mishap)
                    .containsExactlyInAnyOrder(Mishap.values()));
    assertThat(plan.rounds())
        .extracting(it -> it.load().liesPercent().isPresent())
        .containsExactly(false, true, false, true);
  }
}
