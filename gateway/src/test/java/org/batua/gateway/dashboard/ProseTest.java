package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain                    | PLAIN:plain
          **Bodies.** Every `POST` | STRONG:Bodies.,PLAIN: Every ,CODE:POST
          `a` and `b`              | CODE:a,PLAIN: and ,CODE:b
          2 * 3 ** 4               | PLAIN:2 * 3 ** 4
          a ` tick                 | PLAIN:a ` tick
          """)
  void strong_words_and_code_are_marked(String text, String pieces) {
    assertThat(written(Prose.of(text))).isEqualTo(pieces);
  }

  @Test
  void blank_lines_part_paragraphs_and_other_line_ends_do_not() {
    assertThat(Prose.of("one\ntwo\n\n  \nthree").paragraphs()).hasSize(2);
    assertThat(written(Prose.of("one\ntwo"))).isEqualTo("PLAIN:one two");
    assertThat(Prose.of(" \n").paragraphs()).isEmpty();
  }

  private static String written(Prose prose) {
    return prose.paragraphs().getFirst().pieces().stream()
        .map(it -> it.kind() + ":" + it.text())
        .collect(Collectors.joining(","));
  }
}
