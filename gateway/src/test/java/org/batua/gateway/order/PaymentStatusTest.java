package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What must hold of the table, whatever is in it; `TidyTest` compares it with the document.
class PaymentStatusTest {
  @Test
  void what_was_charged_stays_charged_and_what_was_not_sent_is_over() {
    assertThat(PaymentStatus.CHARGED.next()).isEmpty();
    assertThat(PaymentStatus.NOT_SENT.next()).isEmpty();
    assertThat(PaymentStatus.SENDING.sources())
        .containsOnly(PaymentStatus.AWAITING_WALLET, PaymentStatus.FUNDED, PaymentStatus.SENDING);
  }

  @ParameterizedTest
  @EnumSource
  void the_sources_are_the_table_read_backwards(PaymentStatus status) {
    assertThat(status.sources())
        .allMatch(from -> from.next().contains(status))
        .hasSize(
            (int)
                Arrays.stream(PaymentStatus.values())
                    .filter(from -> from.next().contains(status))
                    .count());
    // what a dead process was sending may be sent again
    assertThat(status.next().contains(status)).isEqualTo(status == PaymentStatus.SENDING);
  }

  /// Where the money may have moved, a late success has a way to be told.
  @ParameterizedTest
  @EnumSource(
      names = {
        "SENDING",
        "UNKNOWN",
        "PENDING",
        "AWAITING_CONFIRMATION",
        "AWAITING_REDIRECT",
        "MANUAL_REVIEW",
        "PRESUMED_FAILED",
        "DECLINED"
      })
  void a_success_is_taken_from_wherever_the_money_may_have_moved(PaymentStatus status) {
    assertThat(status.next()).contains(PaymentStatus.CHARGED);
  }

  /// Nothing is at the provider: only sending it again can charge it.
  @ParameterizedTest
  @EnumSource(names = {"AWAITING_FUNDS", "FUNDS_IN_TRANSIT", "FUNDED"})
  void a_payment_that_lacks_money_is_charged_only_by_being_sent(PaymentStatus status) {
    assertThat(status.isShortOfMoney()).isTrue();
    assertThat(status.next()).doesNotContain(PaymentStatus.CHARGED);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_open_is_checked_or_waits_for_a_person(PaymentStatus status) {
    var failed = EnumSet.of(PaymentStatus.PRESUMED_FAILED, PaymentStatus.DECLINED);
    boolean isOpen = !status.next().isEmpty() && !failed.contains(status);
    assertThat(status.isChecked()).isEqualTo(isOpen && status != PaymentStatus.MANUAL_REVIEW);
    assertThat(status.isPresumed()).isEqualTo(status == PaymentStatus.PRESUMED_FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "SENDING, AUTHORIZING",
    "MANUAL_REVIEW, AUTHORIZING",
    "AWAITING_CONFIRMATION, PENDING_CUSTOMER",
    "AWAITING_WALLET, PENDING_CUSTOMER",
    "AWAITING_FUNDS, PENDING_CUSTOMER",
    "FUNDED, PENDING_CUSTOMER",
    "AWAITING_REDIRECT, PENDING_CUSTOMER",
    "PRESUMED_FAILED, FAILED",
    "DECLINED, FAILED",
    "CHARGED, CHARGED",
    "NOT_SENT, NOT_SENT",
  })
  void the_order_becomes_what_its_payment_is(PaymentStatus status, OrderStatus order) {
    assertThat(status.order()).isEqualTo(order);
  }
}
