package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
  @ParameterizedTest
  @CsvSource({"#ffffff, #000000, 21", "#777777, #ffffff, 4.48", "#17505f, #17505f, 1"})
  void contrast_is_what_wcag_says(String one, String other, double contrast) {
    assertThat(colour(one).contrast(colour(other))).isCloseTo(contrast, within(0.01));
    assertThat(colour(other).contrast(colour(one))).isCloseTo(contrast, within(0.01));
  }

  @Test
  void three_digits_are_six() {
    assertThat(colour("#1Bc")).hasToString("#11bbcc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "red", "#12345", "#1234567", "123456", "#12345g", "#123456;"})
  void anything_else_is_no_colour(String text) {
    assertThat(Colour.parse(text)).isEmpty();
  }

  @Test
  void a_mixture_lies_between() {
    assertThat(colour("#000000").mixedWith(Colour.WHITE, 0.5)).hasToString("#808080");
    assertThat(colour("#102030").mixedWith(Colour.WHITE, 0)).hasToString("#102030");
  }

  private static Colour colour(String text) {
    return Colour.parse(text).orElseThrow();
  }
}
