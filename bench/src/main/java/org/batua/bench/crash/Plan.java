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
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What is killed when in each cycle of a run; the same seed makes the same plan.
///
/// @param onlyGateways whether nothing else dies
public record Plan(long seed, List<Cycle> cycles, boolean onlyGateways) {
  private static final List<Blow> BLOWS = List.of(Blow.values());
  private static final int TWO_GATEWAYS_EVERY = 3;
  private static final int LIES_MIN_PERCENT = 20;
  private static final int LIES_MAX_PERCENT = 40;
  private static final int ANOTHER_VICTIM_PERCENT = 20;
  private static final int BLOW_PERCENT = 50;
  private static final int CRASHES_MAX = 4;
  private static final int GATEWAY_CRASHES = 20;

  /// A process that can be killed.
  public enum Victim {
    GATEWAY,
    POSTGRES,
    SIMULATOR
  }

  /// Processes that die under load, and come back.
  ///
  /// @param victims killed at the same moment
  /// @param killAfter how long after the load has begun, after the blow, or after payments flow
  ///   again
  /// @param downFor how long before they are started again
  public record Crash(Set<Victim> victims, Duration killAfter, Duration downFor) {}

  /// One load, what befalls it, and the check at its end.
  ///
  /// @param number from 1
  /// @param blow what befalls the world before
  /// @param crashes one after the other, under the same load
  /// @param gateways how many serve at once
  /// @param liesPercent the share of money calls in which the simulator lies; empty for none
  public record Cycle(
      int number,
      long seed,
      Optional<Blow> blow,
      List<Crash> crashes,
      int gateways,
      Optional<Integer> liesPercent) {}

  /// Each process dies in at least a third of the crashes, every second cycle has a lying
  /// simulator, and at least every third has two gateways.
  public static Plan of(long seed, int cycles) {
    var random = new SplittableRandom(seed);
    List<Cycle> planned = new ArrayList<>();
    List<Victim> next = new ArrayList<>();
    boolean liesFirst = random.nextBoolean();
    for (int number = 1; number <= cycles; number++) {
      boolean lies = (number % 2 == 1) == liesFirst;
      planned.add(cycle(number, next, lies ? Optional.of(lies(random)) : Optional.empty(), random));
    }
    return new Plan(seed, List.copyOf(planned), /* onlyGateways= */ false);
  }

  /// Only gateways die, many times in each cycle, soon after they take calls again and beside a
  /// second one: what webhooks are claimed, on their way or answered meets the kill.
  public static Plan ofGateways(long seed, int cycles) {
    var random = new SplittableRandom(seed);
    List<Cycle> planned = new ArrayList<>();
    for (int number = 1; number <= cycles; number++) {
      List<Crash> crashes = new ArrayList<>();
      for (int i = 0; i < GATEWAY_CRASHES; i++) {
        crashes.add(
            new Crash(
                Set.of(Victim.GATEWAY),
                Duration.ofMillis(random.nextInt(0, 800)),
                Duration.ofMillis(random.nextInt(0, 300))));
      }
      planned.add(
          new Cycle(
              number,
              random.nextLong(),
              Optional.empty(),
              List.copyOf(crashes),
              World.GATEWAYS_MAX,
              Optional.empty()));
    }
    return new Plan(seed, List.copyOf(planned), /* onlyGateways= */ true);
  }

  private static Cycle cycle(
      int number, List<Victim> next, Optional<Integer> liesPercent, SplittableRandom random) {
    var blow =
        random.nextInt(100) < BLOW_PERCENT
            ? Optional.of(BLOWS.get(random.nextInt(BLOWS.size())))
            : Optional.<Blow>empty();
    // what is paused is overtaken by another
    boolean two =
        number % TWO_GATEWAYS_EVERY == 1
            || random.nextInt(4) == 0
            || blow.equals(Optional.of(Blow.PAUSE_GATEWAY));
    List<Crash> crashes = new ArrayList<>();
    int count = random.nextInt(1, CRASHES_MAX + 1);
    for (int i = 0; i < count; i++) {
      crashes.add(crash(next, random));
    }
    return new Cycle(
        number, random.nextLong(), blow, List.copyOf(crashes), two ? 2 : 1, liesPercent);
  }

  /// @param next whose turn it is, from the end; each dies before one dies again
  private static Crash crash(List<Victim> next, SplittableRandom random) {
    if (next.isEmpty()) {
      Collections.addAll(next, Victim.values());
      Collections.shuffle(next, Random.from(random));
    }
    var victims = EnumSet.of(next.removeLast());
    if (random.nextInt(100) < ANOTHER_VICTIM_PERCENT) {
      victims.add(Victim.values()[random.nextInt(Victim.values().length)]);
    }
    return new Crash(
        Collections.unmodifiableSet(victims),
        Duration.ofMillis(random.nextInt(400, 2500)),
        Duration.ofMillis(random.nextInt(0, 800)));
  }

  /// The same, but the simulator lies in every cycle.
  Plan withLies() {
    return changed(Cycle::blow, Cycle::gateways);
  }

  /// The same, but every cycle has this blow, two gateways and a lying simulator.
  Plan with(Blow blow) {
    return changed(_ -> Optional.of(blow), _ -> World.GATEWAYS_MAX);
  }

  private Plan changed(Function<Cycle, Optional<Blow>> blow, ToIntFunction<Cycle> gateways) {
    return new Plan(
        seed,
        cycles.stream()
            .map(
                it ->
                    new Cycle(
                        it.number(),
                        it.seed(),
                        blow.apply(it),
                        it.crashes(),
                        gateways.applyAsInt(it),
                        Optional.of(it.liesPercent().orElse(LIES_MAX_PERCENT))))
            .toList(),
        onlyGateways);
  }

  private static int lies(SplittableRandom random) {
    return random.nextInt(LIES_MIN_PERCENT, LIES_MAX_PERCENT + 1);
  }
}
