package org.batua.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `docs/metrics.md` beside what a server exposes.
class MetricsDocumentTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\|");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\w+)$");
  private static final Pattern METER = Pattern.compile("\"batua\\.([a-z.]+)\"");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual().withJobs();

  static Map<String, String> documented() {
    return find(ROW, text(Path.of("../docs/metrics.md")));
  }

  @Test
  void every_metric_that_is_exposed_is_documented_with_its_type() {
    var till = Till.open(GATEWAY);
    till.paid("250.00");
    Eventually.until("jobs are counted", () -> refreshed().contains("batua_job_lag_seconds"));
    assertThat(documented()).containsAllEntriesOf(find(TYPE, refreshed()));
  }

  @Test
  void every_metric_that_is_documented_is_made() throws IOException {
    var exposed = find(TYPE, refreshed()).keySet();
    var meters = meters();
    for (var name : documented().keySet()) {
      // some are of collectors that have them
      if (!exposed.contains(name) && !name.startsWith("jvm_gc_")) {
        assertThat(meters).as(name).anyMatch(name::startsWith);
      }
    }
  }

  /// The names that our own code gives to meters, as Prometheus shows their beginnings.
  private static List<String> meters() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(it -> it.toString().endsWith(".java"))
          .flatMap(it -> METER.matcher(text(it)).results())
          .map(it -> "batua_" + it.group(1).replace('.', '_'))
          .toList();
    }
  }

  private static String refreshed() {
    GATEWAY.gateway().sweep();
    return GATEWAY.open().get("/metrics").send().body();
  }

  private static Map<String, String> find(Pattern pattern, String text) {
    Map<String, String> found = new TreeMap<>();
    pattern.matcher(text).results().forEach(it -> found.put(it.group(1), it.group(2)));
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
