package org.batua.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The alert rules and the dashboard: sound, about metrics that exist, with a page that says what
/// to do.
class AlertsTest {
  private static final Path DIRECTORY = Path.of("../docs/monitoring");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
  private static final Pattern RUNBOOK =
      Pattern.compile("(?m)^ +runbook_url: docs/operations\\.md#(\\w+)$");
  private static final Pattern TESTED = Pattern.compile("(?m)^  - name: (\\w+)$");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:batua|jvm|process|system|hikaricp)_[a-z0-9_]+");
  private static final String ALERTS = text(DIRECTORY.resolve("alerts.yml"));

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).toList();
  }

  @Test
  void each_alert_has_a_page_in_the_runbook() {
    var headings =
        text(Path.of("../docs/operations.md"))
            .lines()
            .filter(it -> it.startsWith("### "))
            .map(it -> it.substring(4).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    var alerts = found(ALERT, ALERTS);
    assertThat(alerts).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(found(RUNBOOK, ALERTS))
        .isEqualTo(alerts.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList())
        .allMatch(headings::contains);
  }

  @Test
  void each_alert_has_a_unit_test() {
    assertThat(found(TESTED, text(DIRECTORY.resolve("alerts_test.yml"))))
        .containsExactlyInAnyOrderElementsOf(found(ALERT, ALERTS));
  }

  /// In a real Prometheus; one look at its firing and one at its going quiet.
  @Test
  void each_alert_is_fired_by_a_fault() throws IOException {
    try (var files = Files.list(Path.of("src/test/java/org/batua/gateway/monitoring"))) {
      var faults =
          files
              .filter(it -> it.toString().endsWith("FaultsTest.java"))
              .map(AlertsTest::text)
              .collect(Collectors.joining());
      assertThat(found(ALERT, ALERTS))
          .allSatisfy(
              alert -> assertThat(faults.split("\"" + alert + "[ \"]", -1)).hasSizeGreaterThan(2));
    }
  }

  @Test
  @Tag("process")
  void promtool_finds_the_rules_sound_and_their_tests_pass() throws Exception {
    assertThat(promtool("check", "rules", "alerts.yml")).isZero();
    assertThat(promtool("test", "rules", "alerts_test.yml")).isZero();
  }

  @Test
  void alerts_ask_for_documented_metrics_only() {
    assertThat(metrics(ALERTS)).isNotEmpty().allMatch(AlertsTest::isDocumented);
  }

  @Test
  void the_dashboard_is_valid_and_asks_for_documented_metrics_only() {
    var dashboard = JsonMapper.shared().readTree(text(DIRECTORY.resolve("grafana.json")));
    var panels = dashboard.path("panels").valueStream().toList();
    assertThat(panels.stream().map(it -> it.path("id").asInt())).doesNotHaveDuplicates();
    var queries =
        panels.stream()
            .flatMap(it -> it.path("targets").valueStream())
            .map(it -> it.path("expr").asString())
            .toList();
    assertThat(queries).hasSizeGreaterThan(30);
    assertThat(queries).allMatch(it -> !metrics(it).isEmpty());
    assertThat(queries.stream().flatMap(it -> metrics(it).stream()))
        .allMatch(AlertsTest::isDocumented);
    for (var panel : panels) {
      var place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
    }
    assertThat(overlaps(panels)).isEmpty();
  }

  @Test
  @Tag("process")
  void prometheus_understands_every_query_of_the_dashboard() throws Exception {
    var dashboard = JsonMapper.shared().readTree(text(DIRECTORY.resolve("grafana.json")));
    var rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    int number = 0;
    for (var panel : dashboard.path("panels")) {
      for (var target : panel.path("targets")) {
        var quoted = target.path("expr").asString().replace("'", "''");
        rules.append("  - record: q%s\n    expr: '%s'\n".formatted(number++, quoted));
      }
    }
    var file = Files.createTempFile("dashboard", ".yml");
    Files.writeString(file, rules);
    assertThat(promtool("check", "rules", file.toString())).isZero();
    Files.delete(file);
  }

  private static Set<String> overlaps(List<JsonNode> panels) {
    Set<String> taken = new TreeSet<>();
    Set<String> twice = new TreeSet<>();
    for (var panel : panels) {
      var at = panel.path("gridPos");
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          var place = (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
          if (!taken.add(place)) {
            twice.add(panel.path("title").asString() + " at " + place);
          }
        }
      }
    }
    return twice;
  }

  private static Set<String> metrics(String text) {
    return METRIC.matcher(text).results().map(it -> it.group()).collect(Collectors.toSet());
  }

  /// The parts of histograms and summaries are documented by their family.
  private static boolean isDocumented(String name) {
    var family = name.replaceFirst("_(?:bucket|count|sum)$", "");
    var documented = MetricsDocumentTest.documented();
    return documented.containsKey(name) || documented.containsKey(family);
  }

  private static int promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assertThat(code).as(said).isZero();
    return code;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
