package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.resolution.Transaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWordsTest {
  @ParameterizedTest
  @CsvSource({
    "DEBIT, AWAITING_CONFIRMATION, NEEDS_CUSTOMER",
    "DEBIT, AWAITING_WALLET, NEEDS_CUSTOMER",
    "DEBIT, AWAITING_FUNDS, NEEDS_CUSTOMER",
    "DEBIT, FUNDS_IN_TRANSIT, NEEDS_CUSTOMER",
    "DEBIT, FUNDED, NEEDS_CUSTOMER",
    "DEBIT, AWAITING_REDIRECT, NEEDS_CUSTOMER",
    "DEBIT, MANUAL_REVIEW, NEEDS_PERSON",
    "DEBIT, PRESUMED_FAILED, DECLINED",
    "TOPUP, PRESUMED_FAILED, ABANDONED",
    "DEBIT, CHARGED, CHARGED",
    "REFUND, QUEUED, QUEUED",
  })
  void scripts_read_the_words_of_before(Transaction.Kind kind, String status, String word) {
    assertThat(StatusWords.of(kind, status)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "AWAITING_FUNDS, FUNDED, true",
    "AWAITING_FUNDS, SENDING, false",
    "UNKNOWN, UNKNOWN, false",
    "'', SENDING, false",
  })
  void a_step_between_two_statuses_of_one_word_is_none_of_theirs(
      String from, String to, boolean isWithinOne) {
    var before = Optional.of(from).filter(it -> !it.isEmpty());
    var step = new Transaction.Step(Instant.EPOCH, before, to, "CALL", "", "", "");
    assertThat(StatusWords.isWithinOne(Transaction.Kind.DEBIT, step)).isEqualTo(isWithinOne);
  }
}
