package org.batua.bench.crash;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.batua.bench.crash.Plan.Cycle;
import org.batua.bench.crash.Plan.Victim;
import org.batua.bench.process.Await;

/// The killings of one cycle: which process died when, and when all were back.
final class Killings {
  private static final int BOTH_GATEWAYS_PERCENT = 30;
  private static final String SIMULATOR = "simulator";

  private final World world;
  private final Cycle cycle;
  private final SplittableRandom random;
  private final List<Killing> done = new ArrayList<>();

  /// @param victims by name, all killed at the same moment
  /// @param back when all took calls again
  record Killing(List<String> victims, Instant at, Instant back) {
    boolean hasKilledProvider() {
      return victims.contains(SIMULATOR);
    }

    @Override
    public String toString() {
      double seconds = (back.toEpochMilli() - at.toEpochMilli()) / 1000.0;
      return String.format(
          Locale.ROOT, "killed %s, back after %.1f s", String.join(" + ", victims), seconds);
    }
  }

  Killings(World world, Cycle cycle) {
    this.world = world;
    this.cycle = cycle;
    this.random = new SplittableRandom(cycle.seed() ^ 1);
  }

  /// Waits for the moment, kills, and starts again what is dead.
  void play(Plan.Crash crash) {
    Await.pause(crash.killAfter());
    var at = Instant.now();
    var victims = kill(crash);
    Await.pause(crash.downFor());
    world.revive(cycle.gateways());
    done.add(new Killing(victims, at, Instant.now()));
  }

  List<Killing> done() {
    return List.copyOf(done);
  }

  /// How many processes died.
  int count() {
    return done.stream().mapToInt(it -> it.victims().size()).sum();
  }

  /// What was under way at them, by what may be expected of its provider, and whether it was final
  /// half a minute after the restart.
  Map<ProviderBehaviour, UnderWay> underWay(Facts.Gateway gateway) {
    Map<ProviderBehaviour, UnderWay> sum = new EnumMap<>(ProviderBehaviour.class);
    for (var chain : chains()) {
      UnderWay.at(chain, gateway)
          .forEach((behaviour, it) -> sum.merge(behaviour, it, UnderWay::plus));
    }
    return sum;
  }

  /// Whether some of that may still end.
  boolean mayEnd(Facts.Gateway gateway) {
    return chains().stream().anyMatch(it -> UnderWay.mayEnd(it, gateway));
  }

  private List<Chain> chains() {
    return Chain.of(done, cycle.liesPercent().isPresent());
  }

  private List<String> kill(Plan.Crash crash) {
    List<String> names = new ArrayList<>();
    if (crash.victims().contains(Victim.GATEWAY)) {
      boolean all = random.nextInt(100) < BOTH_GATEWAYS_PERCENT;
      int one = random.nextInt(cycle.gateways());
      for (int i = 0; i < cycle.gateways(); i++) {
        if (all || i == one) {
          world.killGateway(i);
          names.add("gateway " + (i + 1));
        }
      }
    }
    if (crash.victims().contains(Victim.POSTGRES)) {
      world.killPostgres();
      names.add("PostgreSQL");
    }
    if (crash.victims().contains(Victim.SIMULATOR)) {
      world.killSimulator();
      names.add(SIMULATOR);
    }
    return names;
  }

  @Override
  public String toString() {
    return done.stream().map(Killing::toString).collect(joining(", "));
  }
}
