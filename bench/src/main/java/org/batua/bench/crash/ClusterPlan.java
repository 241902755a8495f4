package org.batua.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/// What befalls the cluster when; the same seed makes the same plan.
record ClusterPlan(long seed, List<Round> rounds) {
  private static final int LIES_PERCENT = 25;

  /// One mishap.
  ///
  /// @param after how long after the one before is over
  /// @param away how long the node stays away when payments flow again
  record Step(Mishap mishap, Duration after, Duration away) {}

  /// One load, what befalls the cluster under it, and the check at its end.
  ///
  /// @param load for the shoppers
  record Round(Plan.Cycle load, List<Step> steps) {}

  /// Each round has every mishap once; in every second one the simulator lies.
  static ClusterPlan of(long seed, int rounds) {
    var random = new SplittableRandom(seed);
    List<Round> planned = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      List<Mishap> mishaps = new ArrayList<>(List.of(Mishap.values()));
      Collections.shuffle(mishaps, Random.from(random));
      var steps = mishaps.stream().map(it -> step(it, random)).toList();
      Optional<Integer> lies = number % 2 == 0 ? Optional.of(LIES_PERCENT) : Optional.empty();
      var load =
          new Plan.Cycle(
              number, random.nextLong(), Optional.empty(), List.of(), World.GATEWAYS_MAX, lies);
      planned.add(new Round(load, steps));
    }
    return new ClusterPlan(seed, List.copyOf(planned));
  }

  private static Step step(Mishap mishap, SplittableRandom random) {
    return new Step(
        mishap,
        Duration.ofMillis(random.nextInt(300, 2000)),
        Duration.ofMillis(random.nextInt(0, 4000)));
  }
}
