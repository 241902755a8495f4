package org.batua.bench.crash;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.batua.bench.cluster.PatroniCluster;
import org.batua.bench.process.Installation;

/// Runs the crash test with a cluster and says what came of it.
final class ClusterReport {
  private static final int SHOWN_MAX = 20;

  private ClusterReport() {}

  /// Whether everything held.
  static boolean run(
      Installation installation, Path directory, ClusterPlan plan, int shoppers, PrintWriter out) {
    CrashTestCommand.empty(directory, plan.seed());
    out.printf(
        Locale.ROOT,
        "seed %d, %d rounds, %d shoppers; data and logs in %s%n",
        plan.seed(),
        plan.rounds().size(),
        shoppers,
        directory);
    out.flush();
    var programs =
        PatroniCluster.programsHere()
            .orElseThrow(
                () -> new IllegalStateException("no PostgreSQL of Debian's (expected: installed)"));
    try (var cluster = new PatroniCluster(directory, programs);
        var world = World.on(cluster, installation, directory);
        var run = new ClusterRun(world, cluster, plan, shoppers, out)) {
      world.open();
      var result = run.run();
      out.printf(
          Locale.ROOT, "%d events: %s%n", result.writes().count(), result.figures().toString());
      out.println("writes again after");
      result.writes().lines().forEach(out::println);
      out.println("no connection to the lost primary after");
      result.connections().lines().forEach(out::println);
      result.wrong().stream().limit(SHOWN_MAX).forEach(it -> out.println("WRONG " + it));
      out.println(
          result.wrong().isEmpty()
              ? "every check held"
              : "FAILED: %s findings with seed %s".formatted(result.wrong().size(), plan.seed()));
      out.flush();
      return result.wrong().isEmpty();
    }
  }
}
