package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProviderResponseTest {
  @Test
  void numbers_of_people_are_masked_and_amounts_and_counts_stay() {
    assertThat(
            ProviderResponse.of("33", "User 9910057241: 2 attempts left, limit 10000.00", 200)
                .message())
        .isEqualTo("User ***: 2 attempts left, limit 10000.00");
  }

  @Test
  void markup_is_dropped_and_long_words_are_cut() {
    assertThat(ProviderResponse.of("", "<html>sorry</html>", 502).message()).isEqualTo("(markup)");
    assertThat(ProviderResponse.of("c".repeat(99), "m".repeat(999), 200))
        .isEqualTo(ProviderResponse.of("c".repeat(64), "m".repeat(200), 200));
  }
}
