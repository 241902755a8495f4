package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.batua.gateway.base.WebAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Path HOME = Path.of("home");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_.]+)` \\| `(BATUA_[A-Z_]+)` \\|([^|]*)\\|([^|]*)\\|[^|]+\\|");
  private static final Pattern BOUNDS = Pattern.compile("([0-9]+) to ([0-9]+)");

  @TempDir private Path directory;

  @Test
  void without_any_setting_it_is_development_on_this_machine_only() {
    var config = read(Map.of());
    assertThat(config.mode()).isEqualTo(Config.Mode.DEVELOPMENT);
    assertThat(config.listen().host()).isEqualTo("127.0.0.1");
    assertThat(config.dataDir()).isEqualTo(HOME.resolve("data"));
    assertThat(config.tokens().walletLife()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.tokens().clientLife()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.http().bodyBytes()).isEqualTo(65_536);
    assertThat(config.http().headerBytes()).isEqualTo(16_384);
  }

  @Test
  void options_beat_the_environment_which_beats_the_file() throws IOException {
    var file = directory.resolve("batua.yaml");
    Files.writeString(file, "port: 1\nhost: file\nhttp:\n  body_bytes: 2048\n");
    var environment = Map.of("BATUA_PORT", "2", "BATUA_HOST", "environment");
    var config =
        Config.read(Settings.of(Map.of("port", "3"), environment, Optional.of(file)), HOME);
    assertThat(config.listen().port()).isEqualTo(3);
    assertThat(config.listen().host()).isEqualTo("environment");
    assertThat(config.http().bodyBytes()).isEqualTo(2048);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prot: 1", "http:\n  bodybytes: 1", "- 1", "port: [1]", "a: b: c", "port"})
  void a_file_that_says_nothing_sensible_is_refused(String yaml) throws IOException {
    var file = directory.resolve("batua.yaml");
    Files.writeString(file, yaml);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Config.read(Settings.of(Map.of(), Map.of(), Optional.of(file)), HOME))
        .withMessageContaining(yaml.equals("port") ? "" : "(expected");
  }

  @Test
  void an_empty_file_is_fine_and_a_missing_one_is_not() throws IOException {
    var file = directory.resolve("empty.yaml");
    Files.writeString(file, "");
    Config.read(Settings.of(Map.of(), Map.of(), Optional.of(file)), HOME);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(Map.of(), Map.of(), Optional.of(directory.resolve("no"))))
        .withMessageContaining("expected: a readable file");
  }

  @ParameterizedTest
  @CsvSource({
    "mode, staging, one of [development; production]",
    "port, 65536, a whole number from 0 to 65535",
    "port, x, a whole number from 0 to 65535",
  })
  void a_wrong_value_is_told_with_what_was_expected(String name, String value, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of(name, value)))
        .withMessage(
            "setting %s: %s (expected: %s)".formatted(name, value, expected.replace(';', ',')));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://a.example, ftp://a.example",
    "a b, a b",
    "nonsense, nonsense",
    "https://me:secret@a.example, https://***@a.example",
    "https://a.example?b=c, https://a.example?b=c",
    "https://a.example#b, https://a.example#b",
    "https://a.example:99999, https://a.example:99999",
    "https://a.example:0, https://a.example:0",
  })
  void each_address_is_refused_that_nothing_can_be_added_to(String value, String shown) {
    for (var name :
        List.of("base_url", "simulator.url", "dashboard.base_url", "tracing.otlp_endpoint")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(Map.of(name, value)))
          .withMessage("setting %s: %s (expected: %s)", name, shown, WebAddress.PLAIN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:secret@h/d",
        "postgres://u:se cret@h/d",
        "postgres://u:secret#1@h/d",
        "postgres:///secret",
        "postgres://u:secret@h:99999/d",
        "jdbc:postgresql://u:secret@h/d",
        "jdbc:postgresql://h:0/d?password=secret",
        "jdbc:postgresql://h,i:99999/d?password=secret",
        "jdbc:postgresql://h:5432x/d?password=secret",
      })
  void a_database_address_is_refused_by_its_setting_and_never_repeated(String url) {
    for (var name : List.of("database.url", "database.migration_url")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(Map.of(name, url)))
          .withMessageStartingWith("setting " + name + ": *** (expected: ")
          .withMessageNotContaining("secret");
    }
  }

  @Test
  void two_listeners_do_not_share_a_port() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("port", "9000", "management.port", "9000")))
        .withMessage("setting management.port: 9000 is port too (expected: a port of its own)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("port", "9000", "host", "0.0.0.0", "dashboard.port", "9000")))
        .withMessage("setting dashboard.port: 9000 is port too (expected: a port of its own)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("management.port", "9000", "dashboard.port", "9000")))
        .withMessageStartingWith("setting dashboard.port: 9000 is management.port too");
    read(Map.of("port", "9000", "management.port", "9000", "management.host", "127.0.0.2"));
    read(Map.of("port", "0", "management.port", "0"));
    read(Map.of("port", "8081"));
  }

  @Test
  void a_database_address_is_never_printed() {
    var config = read(Map.of("database.url", "postgres://u:secret@h:5/d"));
    assertThat(config.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "key_ring_file, key_ring_file: missing",
    "base_url, base_url: missing",
    "'', ",
  })
  void production_refuses_each_default_of_development(String missing, String message) {
    Map<String, String> given = new HashMap<>();
    given.put("mode", "production");
    given.put("key_ring_file", "ring");
    given.put("base_url", "https://pay.shop.example");
    given.remove(missing);
    if (message == null) {
      assertThat(read(given).mode()).isEqualTo(Config.Mode.PRODUCTION);
      given.put("simulator.url", "http://127.0.0.1:1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(given))
          .withMessageContaining("simulator.url: set");
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(given))
          .withMessageContaining(message);
    }
  }

  /// Every setting has its row in the operator's page, with the default and bounds that hold.
  @Test
  void the_page_of_settings_says_what_holds() throws IOException {
    var settings = Settings.of(Map.of(), Map.of(), Optional.empty());
    Config.read(settings, HOME);
    var rows = new TreeMap<String, String[]>();
    for (var line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(row.group(2)).isEqualTo(Settings.variable(row.group(1)));
        rows.put(row.group(1), new String[] {row.group(3).strip(), row.group(4).strip()});
      }
    }
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(settings.names());
    rows.forEach((name, row) -> holds(name, row[0], row[1]));
  }

  private static void holds(String name, String fallback, String bounds) {
    var number = BOUNDS.matcher(bounds);
    if (!number.matches()) {
      return;
    }
    assertThat(read(Map.of())).as(name).isEqualTo(read(Map.of(name, fallback)));
    read(Map.of(name, number.group(1)));
    read(Map.of(name, number.group(2)));
    for (long outside :
        new long[] {Long.parseLong(number.group(1)) - 1, Long.parseLong(number.group(2)) + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(Map.of(name, Long.toString(outside))))
          .withMessageContaining(name);
    }
  }

  private static Config read(Map<String, String> options) {
    return Config.read(Settings.of(options, Map.of(), Optional.empty()), HOME);
  }
}
