package org.batua.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/// What is killed when in each cycle of a run; the same seed makes the same plan.
public record Plan(long seed, List<Cycle> cycles) {
  private static final int TWO_GATEWAYS_EVERY = 3;
  private static final int LIES_MIN_PERCENT = 20;
  private static final int LIES_MAX_PERCENT = 40;
  private static final int ANOTHER_VICTIM_PERCENT = 20;

  /// A process that can be killed.
  public enum Victim {
    GATEWAY,
    POSTGRES,
    SIMULATOR
  }

  /// One crash under load.
  ///
  /// @param number from 1
  /// @param victims killed at the same moment
  /// @param killAfter how long after the load has begun
  /// @param downFor how long before they are started again
  /// @param gateways how many serve at once
  /// @param liesPercent the share of money calls in which the simulator lies; empty for none
  public record Cycle(
      int number,
      long seed,
      Set<Victim> victims,
      Duration killAfter,
      Duration downFor,
      int gateways,
      Optional<Integer> liesPercent) {}

  /// Each process dies in at least a third of the cycles, every second cycle has a lying simulator,
  /// and at least every third has two gateways.
  public static Plan of(long seed, int cycles) {
    var random = new SplittableRandom(seed);
    List<Cycle> planned = new ArrayList<>();
    List<Victim> next = new ArrayList<>();
    boolean liesFirst = random.nextBoolean();
    for (int number = 1; number <= cycles; number++) {
      if (next.isEmpty()) {
        Collections.addAll(next, Victim.values());
        Collections.shuffle(next, Random.from(random));
      }
      boolean lies = (number % 2 == 1) == liesFirst;
      planned.add(
          cycle(
              number,
              next.removeLast(),
              lies ? Optional.of(lies(random)) : Optional.empty(),
              random));
    }
    return new Plan(seed, List.copyOf(planned));
  }

  private static Cycle cycle(
      int number, Victim victim, Optional<Integer> liesPercent, SplittableRandom random) {
    var victims = EnumSet.of(victim);
    if (random.nextInt(100) < ANOTHER_VICTIM_PERCENT) {
      victims.add(Victim.values()[random.nextInt(Victim.values().length)]);
    }
    boolean two = number % TWO_GATEWAYS_EVERY == 1 || random.nextInt(4) == 0;
    return new Cycle(
        number,
        random.nextLong(),
        Collections.unmodifiableSet(victims),
        Duration.ofMillis(random.nextInt(400, 2500)),
        Duration.ofMillis(random.nextInt(0, 800)),
        two ? 2 : 1,
        liesPercent);
  }

  private static int lies(SplittableRandom random) {
    return random.nextInt(LIES_MIN_PERCENT, LIES_MAX_PERCENT + 1);
  }
}
