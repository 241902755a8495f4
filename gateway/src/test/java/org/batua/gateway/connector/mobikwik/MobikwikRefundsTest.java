package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobikwikRefundsTest extends MobikwikPlayback {
  @ParameterizedTest
  @CsvSource({"100_00, false", "99_99, true", "1, true"})
  void a_refund_names_the_debit_and_says_when_it_is_partial(String paise, boolean partial) {
    recorded.answering("{\"statuscode\":\"0\",\"txid\":\"" + REF + "\",\"refId\":\"R1\"}");

    var outcome =
        refunds.refund(recorded.call(), refund(Long.parseLong(paise.replace("_", "")), 0));

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(recorded.form()).containsEntry("txid", REF).doesNotContainKey("merchantname");
    assertThat(recorded.form().containsKey("ispartial")).isEqualTo(partial);
  }

  @ParameterizedTest
  @CsvSource({"33, MERCHANT_FUNDS", "422, REFUND_NOT_ALLOWED", "54, REFUND_EXCEEDS"})
  void a_refused_refund_says_why(String code, ProviderError error) {
    recorded.answering("{\"statuscode\":\"" + code + "\"}");

    assertThat(error(refunds.refund(recorded.call(), refund(1, 0)))).isEqualTo(error);
  }

  /// Only what the marker of the debit's order proves is concluded.
  @ParameterizedTest
  @CsvSource({
    "0, Refund,         10000,    0, Succeeded",
    "0, refund,          4000, 6000, Succeeded",
    "0, refund,          4000,    0, CannotTell",
    "0, Partial Refund,  4000,    0, Succeeded",
    "0, partialrefund,   4000, 1000, CannotTell",
    "0, partialrefund,  10000,    0, CannotTell",
    "0, debit,           4000,    0, NotFound",
    "0, debit,           4000, 1000, CannotTell",
    "2, partialrefund,   4000,    0, Pending",
    "1, partialrefund,   4000,    0, Declined",
    "1, refund,          4000, 6000, CannotTell",
    "1, debit,           4000,    0, CannotTell",
    "3, debit,           4000,    0, CannotTell",
    "99, refund,        10000,    0, CannotTell"
  })
  void a_refund_is_concluded_from_the_marker(
      String code, String type, long paise, long before, String expected) {
    recorded.answering(
        "{\"statuscode\":\""
            + code
            + "\",\"orderid\":\""
            + REF
            + "\",\"ordertype\":\""
            + type
            + "\"}");

    var inquiry = refunds.inquire(recorded.call(), refund(paise, before));

    var result = inquiry instanceof Inquiry.Found(var outcome) ? outcome : inquiry;
    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
  }
}
