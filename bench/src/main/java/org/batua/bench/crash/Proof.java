package org.batua.bench.crash;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.batua.bench.process.Installation;

/// Proves the checks: plants each known defect in a copy of the gateway, and expects a run to fail
/// because of it.
final class Proof {
  private final Installation sound;
  private final Path directory;
  private final PrintWriter out;

  /// @param directory for the copies and the runs
  Proof(Installation sound, Path directory, PrintWriter out) {
    this.sound = sound;
    this.directory = directory;
    this.out = out;
  }

  /// Plants each defect in turn and lets the crash test look for it.
  ///
  /// @param only beginnings of the names of those that are tried, with commas between them
  /// @return whether every defect was seen
  boolean run(String only, long seed, int shoppers) {
    List<String> missed = new ArrayList<>();
    var defects = Defect.in(sound.home().resolve("bench/defects"));
    for (var defect : defects) {
      boolean isWanted = Arrays.stream(only.split(",", -1)).anyMatch(defect.name()::startsWith);
      if (isWanted && !isSeen(defect, seed, shoppers)) {
        missed.add(defect.name());
      }
    }
    out.println(missed.isEmpty() ? "every defect was seen" : "MISSED " + missed);
    out.flush();
    return missed.isEmpty();
  }

  private boolean isSeen(Defect defect, long seed, int shoppers) {
    var place = directory.resolve(defect.name());
    CrashTestCommand.empty(place, seed);
    var patched = PatchedGateway.build(sound, defect, place.resolve("patched"));
    var usual = Plan.of(seed, defect.cycles());
    var plan = defect.blow().map(usual::with).orElseGet(usual::withLies);
    long began = System.nanoTime();
    List<String> wrong;
    int crashes = 0;
    try (var world = World.onOnePostgres(patched, place, World.Ground.PLAIN);
        var run = new CrashRun(world, plan, shoppers, new PrintWriter(Writer.nullWriter()))) {
      world.open();
      var result = run.run();
      wrong = result.wrong();
      crashes = result.crashes();
    } catch (RuntimeException e) {
      wrong = List.of("BROKEN: " + e);
    }
    boolean seen = defect.isSeenIn(wrong);
    out.printf(
        Locale.ROOT,
        "%s %s (%s): after %d crashes and %.0f s: %s%n",
        seen ? "SEEN  " : "MISSED",
        defect.name(),
        defect.what(),
        crashes,
        (System.nanoTime() - began) / 1e9,
        shown(defect, wrong));
    out.flush();
    return seen;
  }

  private static String shown(Defect defect, List<String> wrong) {
    return wrong.stream()
        .filter(it -> defect.isSeenIn(List.of(it)))
        .findFirst()
        .or(() -> wrong.stream().findFirst())
        .orElse("nothing wrong");
  }
}
