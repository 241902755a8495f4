package org.batua.gateway.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What must hold of the table, whatever is in it; `TidyTest` compares it with the document.
class TopupStatusTest {
  @Test
  void a_late_success_counts_and_nothing_is_opened_twice() {
    assertThat(TopupStatus.PRESUMED_FAILED.next()).contains(TopupStatus.SUCCEEDED);
    assertThat(TopupStatus.NEW.sources()).isEmpty();
    assertThat(TopupStatus.OPENED.sources()).containsOnly(TopupStatus.NEW);
    assertThat(TopupStatus.NEW.next()).doesNotContain(TopupStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource
  void the_sources_are_the_table_read_backwards(TopupStatus status) {
    assertThat(status.sources())
        .hasSize(
            (int)
                Arrays.stream(TopupStatus.values())
                    .filter(from -> from.next().contains(status))
                    .count());
  }

  @ParameterizedTest
  @CsvSource({
    "NEW, PENDING, true",
    "OPENED, PENDING, true",
    "MANUAL_REVIEW, PENDING, false",
    "SUCCEEDED, SUCCESS, false",
    "PRESUMED_FAILED, FAILURE, false",
    "FAILED, FAILURE, false",
  })
  void each_has_its_word_and_whether_it_is_checked(
      TopupStatus status, String word, boolean isChecked) {
    assertThat(status.word()).isEqualTo(word);
    assertThat(status.isChecked()).isEqualTo(isChecked);
    assertThat(status.isPresumed()).isEqualTo(status == TopupStatus.PRESUMED_FAILED);
  }
}
