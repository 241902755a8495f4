package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "/"})
  void what_a_path_cannot_name_is_none(String text) {
    assertThat(ExternalId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ExternalId(text));
  }

  @Test
  void whatever_else_is_one_and_stays_as_it_is() {
    for (var text : new String[] {"...", " a", "a;b", "%2F", "+", "\u20b9", "order_1"}) {
      assertThat(ExternalId.parse(text).orElseThrow()).hasToString(text);
    }
  }
}
