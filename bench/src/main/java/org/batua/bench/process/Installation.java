package org.batua.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;

/// A built tree of Batua: where the programs are that are run as processes.
///
/// @param before classes that go before those of a module
public record Installation(Path home, Map<String, Path> before) {
  /// The tree that the launcher or the build names in `batua.home`.
  public static Installation ofThisProgram() {
    var home = Path.of(System.getProperty("batua.home", ".")).toAbsolutePath().normalize();
    return new Installation(home, Map.of());
  }

  /// The same with classes that go before those of a module.
  public Installation withBefore(String module, Path classes) {
    return new Installation(home, Map.of(module, classes));
  }

  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The newest jar of a module with the libraries beside it.
  ///
  /// @throws IllegalStateException when the module has not been packaged
  public String classPath(String module) {
    var target = home.resolve(module).resolve("target");
    try (var jars = Files.newDirectoryStream(target, "batua-" + module + "-*.jar")) {
      Path newest = null;
      var byAge = Comparator.comparing(Installation::modified);
      for (Path jar : jars) {
        newest = newest == null || byAge.compare(jar, newest) > 0 ? jar : newest;
      }
      if (newest != null) {
        var usual = newest + File.pathSeparator + target.resolve("lib") + "/*";
        var first = before.get(module);
        return first == null ? usual : first + File.pathSeparator + usual;
      }
    } catch (IOException e) {
      throw new IllegalStateException(target + ": not there (expected: packaged modules)", e);
    }
    throw new IllegalStateException(target + ": no jar (expected: packaged modules)");
  }

  /// PostgreSQL's programs, unpacked once and shared by all runs.
  public Path postgresBinaries() {
    return home.resolve("bench/target/postgres-binaries");
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
