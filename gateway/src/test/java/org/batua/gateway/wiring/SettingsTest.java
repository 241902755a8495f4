package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.WebAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir private Path directory;

  private enum Colour {
    RED,
    DEEP_BLUE
  }

  private static Settings option(String name, String value) {
    return Settings.of(Map.of(name, value), Map.of(), Optional.empty());
  }

  private Settings file(String yaml) throws IOException {
    var file = Files.writeString(directory.resolve("batua.yaml"), yaml);
    return Settings.of(Map.of(), Map.of(), Optional.of(file));
  }

  @Test
  void options_win_over_the_environment_and_that_over_the_file() throws IOException {
    var file = Files.writeString(directory.resolve("batua.yaml"), "a:\n  b: f\n  c: f\n  d: f\n");
    var settings =
        Settings.of(
            Map.of("a.b", "o"), Map.of("BATUA_A_B", "e", "BATUA_A_C", "e"), Optional.of(file));
    assertThat(settings.text("a.b")).contains("o");
    assertThat(settings.text("a.c")).contains("e");
    assertThat(settings.text("a.d")).contains("f");
    assertThat(settings.text("a.e")).isEmpty();
    assertThat(settings.names()).containsExactlyInAnyOrder("a.b", "a.c", "a.d", "a.e");
  }

  @Test
  void a_variable_that_is_no_setting_is_noticed() {
    var settings =
        Settings.of(
            Map.of(),
            Map.of("BATUA_A_B", "1", "BATUA_AB", "2", "BATUA_JAVA_OPTS", "-Xmx1g", "PATH", "/bin"),
            Optional.empty());
    assertThat(settings.whole("a.b", 0, 0, 9)).isEqualTo(1);
    assertThat(settings.unknownVariables()).containsExactly("BATUA_AB");
    settings.refuseUnknown();
  }

  @Test
  void an_empty_value_is_none() {
    assertThat(option("a", "").text("a")).isEmpty();
    assertThat(option("a", "").whole("a", 7, 0, 9)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"-1", "10", "x", "1.5", "' 1'", "99999999999"})
  void a_number_outside_its_bounds_is_refused_by_name(String text) {
    assertThatThrownBy(() -> option("a.b", text).whole("a.b", 0, 0, 9))
        .hasMessage("setting a.b: " + text + " (expected: a whole number from 0 to 9)");
  }

  @Test
  void a_number_within_its_bounds_is_read() {
    assertThat(option("a", "9").whole("a", 0, 0, 9)).isEqualTo(9);
    assertThat(option("a", "3").seconds("a", 0, 0, 9)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void an_address_is_of_the_web_and_loses_its_last_slash() {
    assertThat(option("a", "https://pay.example/x/").address("a"))
        .contains(URI.create("https://pay.example/x"));
    assertThat(option("b", "x").address("a")).isEmpty();
    for (var text : new String[] {"pay.example", "ftp://pay.example", "https://", "http://a b"}) {
      assertThatThrownBy(() -> option("a", text).address("a"))
          .hasMessage("setting a: " + text + " (expected: " + WebAddress.PLAIN + ")");
    }
  }

  @Test
  void a_choice_is_one_of_its_words() {
    assertThat(option("a", "deep_blue").choice("a", Colour.RED)).isEqualTo(Colour.DEEP_BLUE);
    assertThat(option("b", "x").choice("a", Colour.RED)).isEqualTo(Colour.RED);
    assertThatThrownBy(() -> option("a", "RED").choice("a", Colour.RED))
        .hasMessage("setting a: RED (expected: one of [deep_blue, red])");
  }

  @Test
  void a_name_in_the_file_that_is_no_setting_is_refused() throws IOException {
    var settings = file("a: 1\ntypo: 2\n");
    assertThat(settings.text("a")).contains("1");
    assertThatThrownBy(settings::refuseUnknown)
        .hasMessage("setting typo: unknown (expected one of [a])");
  }

  @Test
  void a_setting_that_another_has_replaced_does_not_keep_an_old_file_from_starting()
      throws IOException {
    var settings = file("checkout:\n  otps_per_number: 5\n");
    settings.refuseUnknown();
  }

  @Test
  void a_file_that_is_no_mapping_is_refused_without_a_quotation() {
    assertThatThrownBy(() -> file("a: [1, 2]\n")).hasMessageContaining("setting a: a list");
    assertThatThrownBy(() -> file("a: \"geheim\n"))
        .hasMessageContaining("cannot be read (expected: YAML, each name once)")
        .hasMessageNotContaining("geheim");
    var missing = Optional.of(directory.resolve("no-such-file"));
    assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), missing))
        .hasMessageContaining("expected: a readable file");
  }
}
