package org.batua.bench.crash;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.batua.bench.process.Installation;

/// The gateway with a defect: a copy of the sources that its patch touches is patched and compiled,
/// and its classes go before the gateway's own.
final class PatchedGateway {
  private static final String JAVA = "gateway/src/main/java";
  private static final String RESOURCES = "gateway/src/main/resources";
  private static final Pattern TOUCHED = Pattern.compile("(?m)^\\+\\+\\+ b/(\\S+)");

  private PatchedGateway() {}

  /// Compiles what a defect changes, before the sound classes.
  ///
  /// @param directory empty or not there
  /// @return the installation whose gateway has the defect
  static Installation build(Installation sound, Defect defect, Path directory) {
    var classes = directory.resolve("classes");
    try {
      Files.createDirectories(classes);
      var touched = touched(defect);
      for (var file : touched) {
        var copy = directory.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(sound.home().resolve(file), copy);
      }
      apply(defect, directory);
      compile(sound, directory, touched, classes);
      for (var file : touched) {
        if (file.startsWith(RESOURCES)) {
          var resource = classes.resolve(file.substring(RESOURCES.length() + 1));
          Files.createDirectories(resource.getParent());
          Files.copy(directory.resolve(file), resource);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(defect.name() + ": cannot be planted", e);
    }
    return sound.withBefore("gateway", classes);
  }

  private static List<String> touched(Defect defect) throws IOException {
    return TOUCHED
        .matcher(Files.readString(defect.patch()))
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  /// The directory is none of git's, though it may lie within one.
  private static void apply(Defect defect, Path directory) throws IOException {
    var git = new ProcessBuilder("git", "apply", defect.patch().toAbsolutePath().toString());
    git.directory(directory.toFile()).redirectErrorStream(true);
    git.environment()
        .put(
            "GIT_CEILING_DIRECTORIES",
            directory.toAbsolutePath().resolve("..").normalize().toString());
    var running = git.start();
    var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (running.waitFor() != 0) {
        throw new IllegalStateException(defect.name() + ": does not apply: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }

  /// The gateway's class path; the compiler's API knows no `*`.
  private static String libraries(Installation sound) {
    var all = new StringJoiner(File.pathSeparator);
    for (var entry : sound.classPath("gateway").split(File.pathSeparator, -1)) {
      if (!entry.endsWith("*")) {
        all.add(entry);
        continue;
      }
      try (var jars = Files.list(Path.of(entry).getParent())) {
        jars.forEach(jar -> all.add(jar.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }

  private static void compile(
      Installation sound, Path directory, List<String> touched, Path classes) {
    var sources =
        touched.stream()
            .filter(it -> it.startsWith(JAVA))
            .map(it -> new File(directory.toFile(), it))
            .toList();
    if (sources.isEmpty()) {
      return;
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("no compiler (expected: a JDK)");
    }
    List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-implicit:none"));
    options.addAll(List.of("-d", classes.toString(), "-cp", libraries(sound)));
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromFiles(sources);
      if (!compiler.getTask(said, files, null, options, null, units).call()) {
        throw new IllegalStateException("the patched gateway does not compile: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
