package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaytmJsonTest {
  @Test
  void a_member_keeps_the_very_characters_that_came() {
    var json =
        PaytmJson.read(
                """
                {"id": 20180412111212800110168, "amount": 1.00, "text": "a\\u0041", "none": null,
                 "body": {"a" : [1,  2], "b": {}}, "yes": true}
                """)
            .orElseThrow();
    assertThat(json.text("id")).isEqualTo("20180412111212800110168");
    assertThat(json.text("amount")).isEqualTo("1.00");
    assertThat(json.text("text")).isEqualTo("aA");
    assertThat(json.text("none")).isEmpty();
    assertThat(json.text("yes")).isEqualTo("true");
    assertThat(json.text("body")).isEqualTo("{\"a\" : [1,  2], \"b\": {}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "\"a\"",
        "{",
        "{\"a\":1",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":2}",
        "{a:1}"
      })
  void what_is_no_object_is_not_read(String text) {
    assertThat(PaytmJson.read(text)).isEmpty();
  }

  @Test
  void the_first_name_that_has_a_value_counts() {
    var json = PaytmJson.read("{\"a\":\"\",\"b\":\"1\",\"c\":\"2\"}").orElseThrow();
    assertThat(json.find("a", "b", "c")).contains("1");
    assertThat(json.find("d", "a")).isEmpty();
    assertThat(json.object("b").members()).isEmpty();
  }

  @Test
  void the_objects_of_a_list_are_read_up_to_what_is_none() {
    var json =
        PaytmJson.read("{\"all\":[{\"a\":1},{\"a\":\"x]\"},3,{\"a\":4}],\"one\":{\"a\":1}}")
            .orElseThrow();
    assertThat(json.objects("all")).extracting(it -> it.text("a")).containsExactly("1", "x]");
    assertThat(json.objects("one")).isEmpty();
    assertThat(json.objects("missing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1.00, true", "-1, true", "1.123456789, false", "1e3, false", "'', false"})
  void an_amount_is_a_plain_number(String text, boolean isAmount) {
    assertThat(PaytmJson.amount(text).isPresent()).isEqualTo(isAmount);
  }

  @Test
  void its_values_are_not_printed() {
    assertThat(PaytmJson.read("{\"token\":\"geheim\"}").orElseThrow())
        .hasToString("PaytmJson[token]");
  }
}
