package org.batua.bench.crash;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.batua.bench.crash.Plan.Cycle;
import org.batua.bench.process.Await;

/// Plays a plan in a world: load, crash, restart, and then the proof.
final class CrashRun implements AutoCloseable {
  /// Acknowledged payments after which money is taken to flow, before and after a crash.
  private static final int FLOWING = 5;

  /// A gateway that saw its provider die lets it rest for ten seconds.
  private static final Duration FLOWING_MAX = Duration.ofSeconds(15);

  private static final Duration FLOWING_AGAIN_MAX = Duration.ofSeconds(3);
  static final Duration QUIET_MAX = Duration.ofSeconds(30);
  private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);

  private final World world;
  private final Plan plan;
  private final int shoppers;
  private final PrintWriter out;
  private final SimulatorControl simulator;
  private final FactsReader reader;
  private final Examination examination;
  private int crashes;

  private final Map<ProviderBehaviour, UnderWay> underWay = new EnumMap<>(ProviderBehaviour.class);

  /// @param wrong everything that was found, empty when all is well
  /// @param underWay what was under way at the kills
  record Result(
      List<String> wrong,
      Figures figures,
      int crashes,
      Map<ProviderBehaviour, UnderWay> underWay) {}

  CrashRun(World world, Plan plan, int shoppers, PrintWriter out) {
    this.world = world;
    this.plan = plan;
    this.shoppers = shoppers;
    this.out = out;
    this.examination = new Examination(world, out);
    this.simulator = examination.simulator();
    this.reader = examination.reader();
  }

  /// Stops at the first cycle that proves something wrong.
  Result run() {
    var shops = examination.open();
    for (var cycle : plan.cycles()) {
      var wrong = play(cycle, shops);
      if (!wrong.isEmpty()) {
        return result(wrong);
      }
    }
    return result(examination.settle(shops));
  }

  private Result result(List<String> wrong) {
    var figures = Figures.of(reader.read().gateway(), Instant.EPOCH);
    return new Result(wrong, figures, crashes, Map.copyOf(underWay));
  }

  private List<String> play(Cycle cycle, Shops shops) {
    world.serveWith(cycle.gateways());
    shops.call(world.gatewayAddresses(cycle.gateways()));
    shops.first().relink();
    cycle
        .liesPercent()
        .ifPresentOrElse(percent -> simulator.lie(cycle.seed(), percent), simulator::tellTheTruth);
    var began = reader.read().at();
    int endsBefore = world.endsByItself();
    var load = Load.start(shops.shares(shoppers), cycle);
    awaitFlow(shops, FLOWING_MAX);
    var blow = cycle.blow().map(it -> it.strike(world, new SplittableRandom(cycle.seed() ^ 2)));
    var killings = new Killings(world, cycle);
    var random = new SplittableRandom(cycle.seed() ^ 3);
    for (var crash : cycle.crashes()) {
      killings.play(crash);
      simulator.notifyAgain(random);
      awaitFlow(shops, FLOWING_AGAIN_MAX);
    }
    load.stop();
    var end = killings.done().getLast().back().plus(QUIET_MAX);
    boolean quiet = Await.until(Duration.between(Instant.now(), end), examination::isQuiet);
    awaitEnds(killings, end);
    crashes += killings.count();
    var facts = examination.facts(shops, /* settled= */ false);
    var thisTime = killings.underWay(facts.gateway());
    thisTime.forEach((behaviour, it) -> underWay.merge(behaviour, it, UnderWay::plus));
    List<String> wrong = new ArrayList<>(Check.runAll(facts));
    if (!quiet) {
      wrong.add("QUIET: still at work 30 s after the restart: " + reader.work());
    }
    if (world.endsByItself() != endsBefore) {
      wrong.add("ALIVE: a server ended without being killed");
    }
    out.printf(
        Locale.ROOT,
        "cycle %d:%s %s, %s, %s: %s; %s, checked %.0f s after the last%n",
        cycle.number(),
        blow.map(it -> " " + it + ",").orElse(""),
        killings,
        cycle.gateways() == 1 ? "1 gateway" : cycle.gateways() + " gateways",
        cycle.liesPercent().map(it -> "lies in " + it + " %").orElse("no lies"),
        Figures.of(facts.gateway(), began),
        UnderWay.together(thisTime),
        Duration.between(end.minus(QUIET_MAX), facts.at()).toMillis() / 1000.0);
    out.flush();
    return wrong;
  }

  private static void awaitFlow(Shops shops, Duration limit) {
    long before = shops.log().charged();
    Await.until(limit, () -> shops.log().charged() >= before + FLOWING);
  }

  /// What was under way at a kill may end until then.
  private void awaitEnds(Killings killings, Instant end) {
    Await.until(
        Duration.between(Instant.now(), end),
        () -> {
          boolean mayEnd = killings.mayEnd(reader.read().gateway());
          if (mayEnd) {
            Await.pause(SETTLE_PAUSE);
          }
          return !mayEnd;
        });
  }

  @Override
  public void close() {
    examination.close();
  }
}
