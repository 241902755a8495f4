package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccentTest {
  @ParameterizedTest
  @ValueSource(strings = {"#17505f", "#000000", "#7a0000", "#5f259f", "#0b5d1e"})
  void a_dark_colour_is_readable_on_both_pages(String text) {
    var accent = Accent.of(Colour.parse(text).orElseThrow());
    assertThat(accent.light()).hasToString(text);
    assertThat(accent.light().contrast(Colour.WHITE)).isGreaterThan(Accent.CONTRAST_MIN);
    assertThat(accent.light().contrast(accent.lightSoft())).isGreaterThan(Accent.CONTRAST_MIN);
    assertThat(accent.dark().contrast(accent.darkSoft())).isGreaterThan(Accent.CONTRAST_MIN);
    // the text on buttons in the dark
    assertThat(accent.dark().contrast(new Colour(0x0b2229))).isGreaterThan(Accent.CONTRAST_MIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#ffcc00", "#ffffff", "#00baf2", "#7a7a7a"})
  void a_pale_colour_is_refused_and_the_nearest_one_is_named(String text) {
    var colour = Colour.parse(text).orElseThrow();
    assertThatThrownBy(() -> Accent.of(colour))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text)
        .hasMessageMatching(".*expected: 4\\.5 or more, as #[0-9a-f]{6} has\\)")
        .satisfies(
            e -> {
              var message = String.valueOf(e.getMessage());
              var nearest = message.substring(message.lastIndexOf('#'), message.indexOf(" has)"));
              Accent.of(Colour.parse(nearest).orElseThrow());
            });
  }
}
