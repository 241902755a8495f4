package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MobikwikFieldsTest {
  private static Answered answered(String body) {
    return new Answered(200, Map.of(), body);
  }

  @Test
  void json_and_xml_read_the_same() {
    var json = "{\"statuscode\":\"0\",\"balanceamount\":\"10.50\",\"token\":null}";
    var xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <response><statuscode>0</statuscode><balanceamount>10.50</balanceamount><token/></response>
        """;

    for (var body : new String[] {json, xml}) {
      var fields = MobikwikFields.read(answered(body)).orElseThrow();
      assertThat(fields.code()).isEqualTo("0");
      assertThat(fields.find("balanceamount")).contains("10.50");
      assertThat(fields.find("token")).isEmpty();
    }
  }

  @Test
  void json_numbers_keep_their_characters_for_the_checksum() {
    var fields = MobikwikFields.read(answered("{\"statuscode\":0,\"amount\":10.50}"));

    assertThat(fields.orElseThrow().values()).containsEntry("amount", "10.50");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"0\"",
        "garbage",
        "{\"statuscode\":\"0\"",
        "{\"statuscode\":\"0\"} {}",
        "{\"statuscode\":\"0\",\"statuscode\":\"1\"}",
        "{\"status\":\"SUCCESS\"}",
        "<html><body><h1>502 Bad Gateway</h1></body></html>",
        "<html>sorry</html>",
        "<response><statuscode>0</statuscode><statuscode>1</statuscode></response>",
        "<response><statuscode>0</response>",
        "<!DOCTYPE r [<!ENTITY x \"0\">]><r><statuscode>&x;</statuscode></r>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///f\">]><r><statuscode>&x;</statuscode></r>"
      })
  void what_is_not_in_the_form_is_not_read(String body) {
    assertThat(MobikwikFields.read(answered(body))).isEmpty();
  }

  @Test
  void attempts_left_and_waiting_time_are_read_from_the_words() {
    var left =
        MobikwikFields.read(
                answered(
                    """
                    {"statuscode":"164","statusdescription":"Invalid OTP. 2 attempts left"}\
                    """))
            .orElseThrow();
    var wait =
        MobikwikFields.read(
                answered(
                    """
                    {"statuscode":"103","statusdescription":"Retry after 600 seconds"}\
                    """))
            .orElseThrow();

    assertThat(left.refusal(ProviderError.OTP_INVALID).attemptsLeft()).contains(2);
    assertThat(left.refusal(ProviderError.OTP_INVALID).retryAfter()).isEmpty();
    assertThat(wait.refusal(ProviderError.OTP_RATE_LIMITED).retryAfter())
        .contains(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1e5", "1,000", "NaN", "0x10", "12345678901234567890"})
  void what_is_no_plain_amount_is_none(String text) {
    assertThat(MobikwikFields.amount(text)).isEmpty();
  }
}
