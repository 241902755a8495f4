package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.LongStream;
import org.batua.bench.crash.Plan.Victim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {
  private static final int CYCLES = 30;

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_seed_makes_the_same_plan_again(long seed) {
    assertThat(Plan.of(seed, CYCLES)).isEqualTo(Plan.of(seed, CYCLES));
  }

  @Test
  void a_longer_run_of_a_seed_begins_as_a_shorter_one() {
    assertThat(Plan.of(7, CYCLES).cycles())
        .startsWith(Plan.of(7, 5).cycles().toArray(Plan.Cycle[]::new));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void at_least_a_third_of_the_cycles_has_two_gateways(long seed) {
    for (int cycles = 1; cycles <= CYCLES; cycles++) {
      long two = Plan.of(seed, cycles).cycles().stream().filter(it -> it.gateways() == 2).count();
      assertThat(two * 3).isGreaterThanOrEqualTo(cycles);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_victim_dies_in_three_cycles_in_a_row(long seed) {
    var cycles = Plan.of(seed, 3).cycles();
    for (var victim : Victim.values()) {
      assertThat(cycles.stream().flatMap(it -> it.crashes().stream()))
          .anyMatch(it -> it.victims().contains(victim));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void half_of_the_cycles_has_a_simulator_that_lies_in_a_fifth_of_the_calls(long seed) {
    var shares =
        Plan.of(seed, CYCLES).cycles().stream().flatMap(it -> it.liesPercent().stream()).toList();
    assertThat(shares).hasSize(CYCLES / 2).allMatch(it -> it >= 20);
  }

  @Test
  void only_gateways_die_two_hundred_times_in_ten_cycles_where_that_is_asked_for() {
    var plan = Plan.ofGateways(7, 10);
    assertThat(plan).isEqualTo(Plan.ofGateways(7, 10)).isNotEqualTo(Plan.ofGateways(8, 10));
    assertThat(plan.cycles().stream().flatMap(it -> it.crashes().stream()))
        .hasSize(200)
        .allMatch(it -> it.victims().equals(Set.of(Victim.GATEWAY)));
  }

  @Test
  void seeds_differ() {
    assertThat(Arrays.asList(Plan.of(1, CYCLES).cycles(), Plan.of(2, CYCLES).cycles()))
        .doesNotHaveDuplicates();
  }
}
