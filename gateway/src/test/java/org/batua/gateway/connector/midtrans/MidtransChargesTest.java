package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MidtransChargesTest extends MidtransPlayback {
  @Test
  void a_settled_charge_has_moved_whole_rupiah_under_our_name() {
    playback.answering(payment("200", "settlement", ""));

    assertThat(charge())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class, done -> assertThat(done.providerReference()).isEqualTo("t-1"));
    var sent = JsonMapper.shared().readTree(playback.request().body());
    assertThat(sent.at("/transaction_details/gross_amount").isIntegralNumber()).isTrue();
    assertThat(sent.at("/transaction_details/gross_amount").asInt()).isEqualTo(100_000);
    assertThat(sent.at("/gopay/payment_option_token").asString()).isEqualTo("T1");
    assertThat(playback.request().headers().get("Idempotency-Key")).hasSizeLessThanOrEqualTo(46);
  }

  @Test
  void a_charge_that_wants_a_pin_leads_to_its_page() {
    playback.answering(
        payment(
            "201",
            "pending",
            """
            ,"actions":[{"name":"verification-link-url","method":"GET",
              "url":"https://api.midtrans.com/v2/gopay/redirect/gppr_1/challenge"}]
            """));

    assertThat(charge())
        .isInstanceOfSatisfying(
            Outcome.NeedsCustomer.class,
            waiting ->
                assertThat(waiting.page())
                    .isEqualTo(
                        new CustomerPage.Link(
                            URI.create(
                                "https://api.midtrans.com/v2/gopay/redirect/gppr_1/challenge"))));
  }

  @ParameterizedTest
  @CsvSource({
    "200, settlement, Succeeded",
    "200, refund, Succeeded",
    "200, partial_refund, Succeeded",
    "201, pending, Pending",
    "202, deny, Declined",
    "202, expire, Declined",
    "202, cancel, Declined"
  })
  void a_question_is_answered_by_the_status_word(String code, String status, String result) {
    playback.answering(payment(code, status, ""));

    assertThat(connector.directDebit().orElseThrow().inquire(playback.call(), ORDER))
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome().getClass().getSimpleName()).isEqualTo(result));
  }

  @ParameterizedTest
  @CsvSource({"404, NotFound", "401, CannotTell", "500, CannotTell"})
  void a_question_that_is_refused_tells_nothing_of_the_charge(String code, String result) {
    playback.answering("{\"status_code\":\"%s\",\"status_message\":\"m\"}".formatted(code));

    assertThat(
            connector
                .directDebit()
                .orElseThrow()
                .inquire(playback.call(), ORDER)
                .getClass()
                .getSimpleName())
        .isEqualTo(result);
  }
}
