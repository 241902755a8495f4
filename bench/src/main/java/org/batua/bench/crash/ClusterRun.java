package org.batua.bench.crash;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.batua.bench.cluster.PatroniCluster;
import org.batua.bench.cluster.PatroniCluster.Role;
import org.batua.bench.process.Await;

/// Plays a plan with a cluster as the gateways' database: load, mishaps, and then the proof.
final class ClusterRun implements AutoCloseable {
  private static final int FLOWING = 5;
  private static final Duration FLOWING_MAX = Duration.ofSeconds(15);

  /// What may take until a node that is silent is given up, and a little more.
  private static final Duration LOOK = Duration.ofSeconds(14);

  private static final Duration FLOWS = Duration.ofSeconds(3);
  private static final Duration WRITES_MAX = Duration.ofSeconds(60);
  private static final Duration WHOLE_MAX = Duration.ofMinutes(2);
  private static final Duration SESSIONS_MAX = Duration.ofSeconds(30);

  private final World world;
  private final PatroniCluster cluster;
  private final ClusterPlan plan;
  private final int shoppers;
  private final PrintWriter out;
  private final SimulatorControl simulator;
  private final FactsReader reader;
  private final Examination examination;
  private final Interruptions interruptions = new Interruptions();
  private final Interruptions connections = new Interruptions();
  private final List<String> wrong = new ArrayList<>();

  /// @param wrong everything that was found, empty when all is well
  /// @param writes how long writes were interrupted
  /// @param connections how long connections to a lost primary were kept
  record Result(
      List<String> wrong, Figures figures, Interruptions writes, Interruptions connections) {}

  ClusterRun(World world, PatroniCluster cluster, ClusterPlan plan, int shoppers, PrintWriter out) {
    this.world = world;
    this.cluster = cluster;
    this.plan = plan;
    this.shoppers = shoppers;
    this.out = out;
    this.examination = new Examination(world, out);
    this.simulator = examination.simulator();
    this.reader = examination.reader();
  }

  /// Stops at the first round that proves something wrong.
  Result run() {
    var shops = examination.open();
    world.serveWith(World.GATEWAYS_MAX);
    var processes = world.gatewayPids();
    shops.call(world.gatewayAddresses(World.GATEWAYS_MAX));
    for (var round : plan.rounds()) {
      play(round, shops);
      if (!world.gatewayPids().equals(processes)) {
        wrong.add("ALIVE: a gateway ended");
      }
      if (!wrong.isEmpty()) {
        return result();
      }
    }
    wrong.addAll(examination.settle(shops));
    if (interruptions.p95().compareTo(Interruptions.MAX) > 0) {
      wrong.add("WRITES: interrupted for longer than " + Interruptions.MAX.toSeconds() + " s");
    }
    return result();
  }

  private Result result() {
    var figures = Figures.of(reader.read().gateway(), Instant.EPOCH);
    return new Result(List.copyOf(wrong), figures, interruptions, connections);
  }

  private void play(ClusterPlan.Round round, Shops shops) {
    var cycle = round.load();
    shops.first().relink();
    cycle
        .liesPercent()
        .ifPresentOrElse(percent -> simulator.lie(cycle.seed(), percent), simulator::tellTheTruth);
    var began = reader.read().at();
    var load = Load.start(shops.shares(shoppers), cycle);
    try (var probe =
        new WriteProbe(
            shops.first(), world.gatewayAddresses(World.GATEWAYS_MAX), "p" + cycle.number())) {
      long before = shops.log().charged();
      Await.until(FLOWING_MAX, () -> shops.log().charged() >= before + FLOWING);
      for (var step : round.steps()) {
        Await.pause(step.after());
        befall(step, probe);
      }
    }
    load.stop();
    boolean quiet = Await.until(CrashRun.QUIET_MAX, examination::isQuiet);
    var facts = examination.facts(shops, /* settled= */ false);
    wrong.addAll(Check.runAll(facts));
    if (!quiet) {
      wrong.add("QUIET: still at work 30 s after the last mishap: " + reader.work());
    }
    out.printf(
        Locale.ROOT,
        "round %d: %d mishaps, %s: %s%n",
        cycle.number(),
        round.steps().size(),
        cycle.liesPercent().map(it -> "lies in " + it + " %").orElse("no lies"),
        Figures.of(facts.gateway(), began));
    out.flush();
  }

  private void befall(ClusterPlan.Step step, WriteProbe probe) {
    var mishap = step.mishap();
    int primary = known(Role.PRIMARY);
    int standby = known(Role.SYNCHRONOUS_STANDBY);
    int victim = mishap.befallsPrimary() ? primary : standby;
    var at = Instant.now();
    mishap.strike(cluster, victim, standby);
    if (mishap.changesPrimary()) {
      awaitAnotherPrimary(mishap, victim, at, probe);
    } else {
      Await.pause(LOOK);
      Await.until(WRITES_MAX, () -> probe.flowsFor(FLOWS));
    }
    if (mishap.lasts()) {
      Await.pause(step.away());
      note(mishap.toString(), victim, at, probe);
      at = Instant.now();
      mishap.end(cluster, victim);
    }
    boolean whole = Await.until(WHOLE_MAX, cluster::isWhole);
    Await.until(WRITES_MAX, () -> probe.flowsFor(FLOWS));
    note(mishap.lasts() ? mishap + ", back" : mishap.toString(), victim, at, probe);
    if (!whole) {
      wrong.add("CLUSTER: not whole after " + mishap + ": " + cluster.members());
    }
    checkSessions(mishap);
  }

  private int known(Role role) {
    Await.until(WHOLE_MAX, cluster::isWhole);
    return cluster
        .of(role)
        .orElseThrow(() -> new IllegalStateException("no " + role + ": " + cluster.members()));
  }

  private void awaitAnotherPrimary(Mishap mishap, int lost, Instant at, WriteProbe probe) {
    Optional<Instant> gone = Optional.empty();
    var end = at.plus(WRITES_MAX);
    while (Instant.now().isBefore(end)) {
      boolean another = cluster.primaryBeside(lost).isPresent();
      int left = cluster.connectionsTo(lost);
      gone = left > 0 ? Optional.empty() : Optional.of(gone.orElseGet(Instant::now));
      if (another && gone.isPresent() && probe.flowsFor(FLOWS)) {
        connections.add(mishap.toString(), Duration.between(at, gone.get()));
        return;
      }
      Await.pause(Duration.ofMillis(100));
    }
    wrong.add(
        "FAILOVER: "
            + WRITES_MAX.toSeconds()
            + " s after "
            + mishap
            + ": "
            + cluster.members()
            + ", connections to the lost node: "
            + cluster.connectionsTo(lost));
  }

  private void note(String kind, int victim, Instant at, WriteProbe probe) {
    var interruption = probe.interruption(at, Instant.now());
    interruptions.add(kind, interruption);
    out.printf(
        Locale.ROOT,
        "  %s %s (node%d): writes again after %.1f s, %d writes refused; then %s%n",
        at.truncatedTo(ChronoUnit.SECONDS),
        kind,
        victim,
        Interruptions.seconds(interruption),
        probe.refused(at),
        cluster.members());
    out.flush();
  }

  /// A gateway writes to the primary only, so it has nothing to do elsewhere.
  private void checkSessions(Mishap mishap) {
    int primary = known(Role.PRIMARY);
    for (int i = 1; i <= PatroniCluster.NODES; i++) {
      int node = i;
      if (node != primary
          && !Await.until(
              SESSIONS_MAX, () -> cluster.sessionsAt(node).map(it -> it == 0).orElse(false))) {
        wrong.add(
            "SESSIONS: gateways hold %s at node%s after %s"
                .formatted(cluster.sessionsAt(node), node, mishap));
      }
    }
  }

  @Override
  public void close() {
    examination.close();
  }
}
