package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MidtransRefundsTest extends MidtransPlayback {
  private static final String REFUND = "01JDG0PAYR0000000000000001";
  private static final Refunding.Order HALF =
      new Refunding.Order(
          new Reference(REFUND),
          ORDER.reference(),
          "t-1",
          new Money(50_000_00, Money.IDR),
          AMOUNT,
          new Money(0, Money.IDR));

  private final Refunding refunds = connector.refunds().orElseThrow();

  private static String listed(String key, String amount, String more) {
    return "{\"refund_key\":\"%s\",\"refund_amount\":\"%s\",\"refund_chargeback_id\":\"7\"%s}"
        .formatted(key, amount, more);
  }

  private Inquiry inquire(String refunds) {
    playback.answering(payment("200", "partial_refund", ",\"refunds\":[" + refunds + "]"));
    return this.refunds.inquire(playback.call(), HALF);
  }

  private static String name(Inquiry inquiry) {
    return inquiry instanceof Inquiry.Found(var outcome)
        ? outcome.getClass().getSimpleName()
        : inquiry.getClass().getSimpleName();
  }

  @Test
  void a_refund_has_a_key_of_its_own_and_names_its_debit() {
    playback.answering(
        payment(
            "200",
            "partial_refund",
            ",\"refund_key\":\"%s\",\"refund_amount\":\"50000.00\",\"refund_chargeback_id\":\"7\""
                .formatted(REFUND)));

    assertThat(refunds.refund(playback.call(), HALF))
        .isInstanceOfAny(Outcome.Succeeded.class, Outcome.Pending.class);
    assertThat(playback.request().url().getPath()).contains(ORDER.reference().value());
    var sent = JsonMapper.shared().readTree(playback.request().body());
    assertThat(sent.path("refund_key").asString()).isEqualTo(REFUND);
    assertThat(sent.path("amount").isIntegralNumber()).isTrue();
    assertThat(sent.path("amount").asInt()).isEqualTo(50_000);
    assertThat(playback.request().headers()).containsEntry("Idempotency-Key", REFUND + "-refund");
  }

  @ParameterizedTest
  @CsvSource({"412, Declined", "414, Declined", "404, Unknown", "500, Unknown"})
  void a_refused_refund_is_declined_only_by_a_code_that_refuses(String code, String result) {
    playback.answering("{\"status_code\":\"%s\",\"status_message\":\"m\"}".formatted(code));

    assertThat(refunds.refund(playback.call(), HALF).getClass().getSimpleName()).isEqualTo(result);
  }

  @Test
  void it_is_found_by_its_key_among_the_refunds_of_the_debit() {
    var other = listed("another", "10000.00", "");

    var found = inquire(other + "," + listed(REFUND, "50000.00", ",\"bank_confirmed_at\":\"x\""));

    assertThat(name(found)).isEqualTo("Succeeded");
    assertThat(name(inquire(other))).isEqualTo("NotFound");
    assertThat(name(inquire(""))).isEqualTo("NotFound");
  }

  @ParameterizedTest
  @CsvSource({"10000.00, Unknown", "many, CannotTell"})
  void another_amount_is_not_believed(String amount, String result) {
    assertThat(name(inquire(listed(REFUND, amount, ",\"bank_confirmed_at\":\"x\""))))
        .isEqualTo(result);
  }

  @Test
  void an_answer_that_is_not_about_a_debit_tells_nothing() {
    playback.answering("{\"status_code\":\"404\",\"status_message\":\"m\"}").answering("<html>");

    assertThat(name(refunds.inquire(playback.call(), HALF))).isEqualTo("CannotTell");
    assertThat(name(refunds.inquire(playback.call(), HALF))).isEqualTo("CannotTell");
  }
}
