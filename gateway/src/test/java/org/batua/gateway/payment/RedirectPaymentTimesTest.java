package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Payments on a provider's page whose customer is slow, or never comes back.
class RedirectPaymentTimesTest extends RedirectPaymentBench {
  @Test
  void a_closed_window_is_found_out_on_the_schedule() {
    open(begin("250.00")).submit().decideOnly("approve");
    pass(Duration.ofSeconds(5));
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_page_that_is_not_paid_in_time_ends_the_payment(boolean opened) {
    var first = begin("250.00");
    if (opened) {
      open(first).submit();
    }
    pass(Duration.ofSeconds(1799));
    assertThat(stored()).isEqualTo("PENDING_VBV");
    pass(Duration.ofSeconds(1));
    assertThat(stored()).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(read().at("/txn_detail/error_code").asString()).isEqualTo("EXPIRED");
    open(first);
    assertThat(browser.parameters()).containsEntry("status", "AUTHORIZATION_FAILED");
    assertThat(pay().ok().path("status").asString()).isEqualTo("PENDING_VBV");
  }

  @Test
  void a_link_leads_to_the_page_for_15_minutes() {
    var first = begin("250.00");
    GATEWAY.clock().advance(Duration.ofSeconds(899));
    assertThat(open(first).forms()).hasSize(1);
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    assertThat(open(first).status()).isEqualTo(200);
    assertThat(browser.forms()).isEmpty();
  }

  @Test
  void who_pays_late_has_paid() {
    open(begin("250.00")).submit();
    pass(Duration.ofMinutes(30));
    assertThat(stored()).isEqualTo("AUTHORIZATION_FAILED");
    browser.decide("approve");
    comeBack();
    assertThat(moves()).endsWith("PRESUMED_FAILED", "CHARGED");
    assertThat(events()).contains("ORDER_FAILED", "ORDER_SUCCEEDED");
    assertThat(books()).containsExactly("DEBIT 25000");
  }

  @Test
  void who_pays_late_and_twice_gets_the_second_payment_back() {
    var late = open(begin("250.00")).submit();
    pass(Duration.ofMinutes(30));
    GATEWAY.browserAtProviders().open(startOf(pay().ok())).submit().decide("approve");
    pass(Duration.ofMinutes(1));
    assertThat(status()).isEqualTo("CHARGED 21");
    late.decideOnly("approve");
    for (int hour = 0; hour < 8; hour++) {
      pass(Duration.ofHours(1));
    }
    assertThat(books()).containsExactly("DEBIT 25000", "DEBIT 25000", "REFUND 25000");
    assertThat(spent()).isEqualByComparingTo("250");
  }

  @Test
  void a_customer_who_never_decides_is_asked_about_for_three_days() {
    open(begin("250.00")).submit();
    pass(Duration.ofMinutes(30));
    for (int day = 0; day < 5; day++) {
      pass(Duration.ofDays(1));
    }
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "PRESUMED_FAILED");
    assertThat(due()).isEmpty();
  }

  @Test
  void while_the_provider_cannot_be_asked_nothing_is_given_up() {
    open(begin("250.00")).submit().decideOnly("approve");
    GATEWAY.provider(FREECHARGE).goDown();
    pass(Duration.ofHours(2));
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT");
    GATEWAY.provider(FREECHARGE).goUp();
    pass(Duration.ofHours(2));
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
  }

  @Test
  void a_payment_whose_process_died_before_the_page_was_made_ends_by_itself() {
    begin("250.00");
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    update txn t set status = 'SENDING', sender = 'gone', customer_url = ''
                    from merchant_order o
                    where o.id = t.order_ref and o.merchant_id = ? and o.order_id = ?
                    """,
                    shop.id().value(),
                    order));
    pass(Duration.ofMinutes(1));
    assertThat(moves()).endsWith("UNKNOWN");
    assertThat(stored()).isEqualTo("AUTHORIZING");
    pass(Duration.ofMinutes(29));
    assertThat(moves()).endsWith("UNKNOWN", "PRESUMED_FAILED");
    assertThat(pay().ok().path("status").asString()).isEqualTo("PENDING_VBV");
  }
}
