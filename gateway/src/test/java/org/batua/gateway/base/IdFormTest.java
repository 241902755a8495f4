package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.batua.gateway.base.IdForm.Alphabet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFormTest {
  private static final Random RANDOM = new Random(4);

  @ParameterizedTest
  @CsvSource({
    "BASE_36, [a-z0-9]",
    "HEX, [0-9a-f]",
    "CROCKFORD, [0-9A-HJKMNP-TV-Z]",
  })
  void an_alphabet_has_what_its_pattern_has(Alphabet alphabet, String pattern) {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      assertThat(IdForm.is("x_" + c, "x_", alphabet, 1))
          .as("character %d", (int) c)
          .isEqualTo(Pattern.matches(pattern, String.valueOf(c)));
    }
  }

  @Test
  void a_text_of_another_length_or_prefix_is_no_id() {
    assertThat(IdForm.is("cst_0123456789abcdef", "cst_", Alphabet.BASE_36, 16)).isTrue();
    assertThat(IdForm.is("cst_0123456789abcde", "cst_", Alphabet.BASE_36, 16)).isFalse();
    assertThat(IdForm.is("cst_0123456789abcdef0", "cst_", Alphabet.BASE_36, 16)).isFalse();
    assertThat(IdForm.is("csu_0123456789abcdef", "cst_", Alphabet.BASE_36, 16)).isFalse();
    assertThat(IdForm.is("", "cst_", Alphabet.BASE_36, 16)).isFalse();
  }

  @Test
  void one_wrong_character_anywhere_is_found() {
    var id = "ordeh_" + "0123456789abcdef".repeat(2);
    for (int i = 0; i < id.length(); i++) {
      var wrong = new StringBuilder(id);
      wrong.setCharAt(i, "gG~ \u00e9\0".charAt(RANDOM.nextInt(6)));
      assertThat(IdForm.is(wrong.toString(), "ordeh_", Alphabet.HEX, 32)).isFalse();
    }
  }
}
