package org.batua.bench.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.batua.bench.process.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Kills servers under load and proves that the money is where everybody says it is.
@Command(
    name = "crash-test",
    mixinStandardHelpOptions = true,
    description = "Kill servers under load and prove that no money is lost or moved twice.")
public final class CrashTestCommand implements Callable<Integer> {
  private static final int SHOWN_MAX = 20;
  private static final String MARK = "crash-test-seed";
  private static final long SEED_MAX = 1_000_000;

  private static final Map<String, String> SERIALIZABLE =
      Map.of("default_transaction_isolation", "serializable");

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--cycles", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
  private int cycles = 10;

  @Option(names = "--seed", description = "Repeats the run of this seed. Default: a new one.")
  private @Nullable Long seed;

  @Option(
      names = "--shoppers",
      defaultValue = "8",
      description = "Threads of the merchant's backend. Default: ${DEFAULT-VALUE}.")
  private int shoppers = 8;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Data and logs of the run; emptied first. Default: target/crash-test of Batua.")
  private @Nullable Path directory;

  @Option(
      names = "--small-disk",
      description =
          "The gateways' database on a disk of its own that can be full; needs the right to mount.")
  private boolean smallDisk;

  @Option(
      names = "--only-gateways",
      description =
          "Only gateways die, twenty times in each cycle, without blows and lies; nothing is given"
              + " up sooner than in production.")
  private boolean onlyGateways;

  @Option(
      names = "--serializable",
      description = "The gateways' transactions are serializable: PostgreSQL undoes conflicts.")
  private boolean serializable;

  @Option(
      names = "--cluster",
      description =
          "Three PostgreSQL with Patroni and etcd as the gateways' database, each in a network"
              + " namespace; their nodes are lost and come back. Needs root.")
  private boolean cluster;

  @Option(
      names = "--prove",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description =
          "Plant each known defect (or those whose name begins so) in a copy of the gateway, and"
              + " expect the run to fail because of it.")
  private @Nullable String prove;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("spec: none (expected: run by picocli)");
    }
    long chosen = seed == null ? Math.floorMod(System.nanoTime(), SEED_MAX) : seed;
    var installation = Installation.ofThisProgram();
    var place = directory == null ? installation.home().resolve("target/crash-test") : directory;
    var out = spec.commandLine().getOut();
    if (cluster) {
      var plan = ClusterPlan.of(chosen, cycles);
      return ClusterReport.run(installation, place, plan, shoppers, out) ? 0 : 1;
    }
    var ground =
        new World.Ground(
            smallDisk ? World.Disk.SMALL : World.Disk.ANY,
            serializable ? SERIALIZABLE : Map.of(),
            onlyGateways ? World.Ages.NATURAL : World.Ages.SHORTENED);
    boolean passed =
        prove == null
            ? run(installation, place, plan(chosen), shoppers, ground, out)
            : new Proof(installation, place, out).run(prove, chosen, shoppers);
    return passed ? 0 : 1;
  }

  private Plan plan(long chosen) {
    return onlyGateways ? Plan.ofGateways(chosen, cycles) : Plan.of(chosen, cycles);
  }

  /// Whether everything held.
  static boolean run(
      Installation installation,
      Path directory,
      Plan plan,
      int shoppers,
      World.Ground ground,
      PrintWriter out) {
    empty(directory, plan.seed());
    int cycles = plan.cycles().size();
    out.printf(
        Locale.ROOT,
        "seed %d, %d cycles, %d shoppers; data and logs in %s%n",
        plan.seed(),
        cycles,
        shoppers,
        directory);
    out.flush();
    try (var world = World.onOnePostgres(installation, directory, ground);
        var run = new CrashRun(world, plan, shoppers, out)) {
      world.open();
      var result = run.run();
      out.printf(Locale.ROOT, "%d crashes: %s%n", result.crashes(), result.figures());
      result.figures().mix().forEach(out::println);
      new TreeMap<>(result.underWay())
          .forEach((behaviour, underWay) -> out.println(behaviour + ": " + underWay));
      result.wrong().stream().limit(SHOWN_MAX).forEach(it -> out.println("WRONG " + it));
      if (result.wrong().size() > SHOWN_MAX) {
        out.printf(Locale.ROOT, "… and %d more%n", result.wrong().size() - SHOWN_MAX);
      }
      if (result.wrong().isEmpty()) {
        out.println("every check held");
      } else {
        out.printf(
            Locale.ROOT,
            "FAILED with seed %d; once more: %s%n",
            plan.seed(),
            repetition(plan, shoppers, ground));
      }
      out.flush();
      return result.wrong().isEmpty();
    } catch (RuntimeException e) {
      out.printf(
          Locale.ROOT,
          "FAILED with seed %d; once more: %s%n",
          plan.seed(),
          repetition(plan, shoppers, ground));
      out.flush();
      throw e;
    }
  }

  private static void mark(Path directory, long seed) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(MARK), seed + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be written", e);
    }
  }

  private static String repetition(Plan plan, int shoppers, World.Ground ground) {
    return "./batua crash-test --cycles %s --seed %s --shoppers %s%s%s%s"
        .formatted(
            plan.cycles().size(),
            plan.seed(),
            shoppers,
            ground.disk() == World.Disk.SMALL ? " --small-disk" : "",
            plan.onlyGateways() ? " --only-gateways" : "",
            ground.settings().equals(SERIALIZABLE) ? " --serializable" : "");
  }

  /// Makes a directory for a run; only what an earlier run has made may go.
  static void empty(Path directory, long seed) {
    if (Files.exists(directory)) {
      delete(directory);
    }
    mark(directory, seed);
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory.resolve(MARK))) {
      throw new IllegalArgumentException(
          directory + ": there, and not made by a crash test (expected: a new directory)");
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be emptied", e);
    }
  }
}
