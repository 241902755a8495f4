package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {
  @Test
  void what_is_storable_stays() {
    assertThat(StorableText.of("Zahlung ✓ 😀", 40)).isEqualTo("Zahlung ✓ 😀");
  }

  @Test
  void control_characters_and_half_pairs_are_replaced() {
    assertThat(StorableText.of("a\0b\nc\u001bd", 40)).isEqualTo("a\uFFFDb c\uFFFDd");
    assertThat(StorableText.of("x\ud83d", 40)).isEqualTo("x\uFFFD");
    assertThat(StorableText.of("\ude00y", 40)).isEqualTo("\uFFFDy");
  }

  @Test
  void a_cut_leaves_no_half_pair() {
    assertThat(StorableText.of("ab😀", 3)).isEqualTo("ab");
    assertThat(StorableText.of("ab😀", 4)).isEqualTo("ab😀");
  }
}
