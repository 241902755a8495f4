package org.batua.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A mistake in the handling of money, as a small patch of the gateway's sources: before the patch,
/// the file says what is wrong, which checks may see it, and which blow brings it to light.
///
/// @param cycles how long the run may be; shorter where only the end of a run tells
/// @param seenBy beginnings of what the run then says
/// @param blow empty when kills and lies are enough
record Defect(
    String name, Path patch, String what, int cycles, List<String> seenBy, Optional<Blow> blow) {
  private static final int CYCLES_MAX = 10;

  private static final String SUFFIX = ".patch";

  /// All that are in a directory, by name.
  static List<Defect> in(Path directory) {
    try (var files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(SUFFIX)).sorted().map(Defect::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": no defects", e);
    }
  }

  private static Defect read(Path patch) {
    try {
      var lines = Files.readAllLines(patch);
      var file = patch.getFileName().toString();
      return new Defect(
          file.substring(0, file.length() - SUFFIX.length()),
          patch,
          field(lines, "Defect"),
          Optional.of(field(lines, "Cycles"))
              .filter(it -> !it.isEmpty())
              .map(Integer::parseInt)
              .orElse(CYCLES_MAX),
          Arrays.stream(field(lines, "Seen by").split(",")).map(String::strip).toList(),
          Optional.of(field(lines, "Blow")).filter(it -> !it.isEmpty()).map(Blow::valueOf));
    } catch (IOException e) {
      throw new UncheckedIOException(patch + ": cannot be read", e);
    }
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(it -> it.startsWith(name + ": "))
        .map(it -> it.substring(name.length() + 2).strip())
        .findFirst()
        .orElse("");
  }

  /// Whether what a run found is what this defect does.
  boolean isSeenIn(List<String> wrong) {
    return wrong.stream().anyMatch(it -> seenBy.stream().anyMatch(it::startsWith));
  }
}
