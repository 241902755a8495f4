package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What must hold of the table, whatever is in it; `TidyTest` compares it with the document.
class RefundStatusTest {
  @Test
  void only_a_refund_that_was_provably_not_sent_is_queued_again() {
    assertThat(RefundStatus.QUEUED.sources()).containsOnly(RefundStatus.SENDING);
    assertThat(RefundStatus.SENDING.sources())
        .containsOnly(RefundStatus.QUEUED, RefundStatus.SENDING);
  }

  @ParameterizedTest
  @EnumSource
  void the_sources_are_the_table_read_backwards(RefundStatus status) {
    assertThat(status.sources())
        .hasSize(
            (int)
                Arrays.stream(RefundStatus.values())
                    .filter(from -> from.next().contains(status))
                    .count());
  }

  @ParameterizedTest
  @EnumSource
  void what_is_open_is_checked_or_waits_for_a_person(RefundStatus status) {
    var ended =
        EnumSet.of(
            RefundStatus.PRESUMED_FAILED,
            RefundStatus.MANUAL_REVIEW,
            RefundStatus.SUCCEEDED,
            RefundStatus.DECLINED);
    assertThat(status.isChecked()).isEqualTo(!ended.contains(status));
    assertThat(status.isPresumed()).isEqualTo(status == RefundStatus.PRESUMED_FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, PENDING",
    "SENDING, PENDING",
    "UNKNOWN, PENDING",
    "MANUAL_REVIEW, MANUAL_REVIEW",
    "SUCCEEDED, SUCCESS",
    "DECLINED, FAILURE",
  })
  void a_merchant_reads_one_of_four_words(RefundStatus status, String word) {
    assertThat(status.word()).isEqualTo(word);
  }
}
