package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonpayChargesTest extends AmazonpayPlayback {
  @Test
  void a_charge_that_was_approved_has_succeeded() {
    var outcome = (Outcome.Succeeded) debit(call(200, charge("CaptureApproved", "")));

    assertThat(outcome.providerReference()).isEqualTo("P04-7502344-4500241");
    assertThat(outcome.at()).contains(Instant.parse("2020-01-18T11:12:52.661Z"));
    assertThat(outcome.response().providerRequestId()).isEqualTo("ab6e5e05");
    assertThat(sent.getFirst().body())
        .contains("\"intent\":\"Capture\"", "\"amount\":\"0.01\"", "\"timeoutInSecs\":\"900\"")
        .contains("\"attributableProgram\":\"S2SPay\"", "\"chargeId\":\"" + REFERENCE + "\"");
  }

  @Test
  void a_charge_with_a_page_needs_its_customer() {
    var page = "\"amazonPayUrl\": \"https://amazonpay.amazon.in/pay?x=1\",";

    assertThat(debit(call(200, charge("CapturePending", page))))
        .isInstanceOfSatisfying(
            Outcome.NeedsCustomer.class,
            needs ->
                assertThat(needs.page().url()).hasToString("https://amazonpay.amazon.in/pay?x=1"));
    assertThat(debit(call(200, charge("CapturePending", "")))).isInstanceOf(Outcome.Pending.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "https://a b/", "//amazon.in/x", "https://x/\\\"y"})
  void a_page_that_is_no_web_address_is_not_opened(String url) {
    var page = "\"amazonPayUrl\": \"" + url + "\",";

    assertThat(debit(call(200, charge("CapturePending", page))))
        .isInstanceOf(Outcome.Pending.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidChargeId, NotFound",
    "401, AuthorizationFailed, CannotTell",
    "403, InvalidAccessToken, CannotTell",
    "400, InvalidArguments, CannotTell",
    "500, InternalServerError, CannotTell",
  })
  void an_error_at_an_inquiry_is_no_news_of_the_charge(int status, String code, String expected) {
    var body = "{\"code\": \"%s\", \"message\": \"words\"}".formatted(code);

    Inquiry inquiry = connector.directDebit().orElseThrow().inquire(call(status, body), order());

    assertThat(inquiry.getClass().getSimpleName()).isEqualTo(expected);
  }
}
