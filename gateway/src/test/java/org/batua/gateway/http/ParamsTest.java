package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {
  private final Params params = new Params();

  private static void invalid(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            it ->
                assertThat(it.rejection())
                    .isInstanceOfSatisfying(
                        Rejection.InvalidField.class,
                        refused -> assertThat(refused.name()).isEqualTo(field)));
  }

  @Test
  void the_last_of_several_counts_and_an_empty_one_is_none() {
    params.put("a", "1");
    params.put("a", "2");
    params.put("b", "");
    assertThat(params.text("a", 10)).contains("2");
    assertThat(params.text("b", 10)).isEmpty();
    assertThat(params.has("b")).isFalse();
    assertThat(params.names()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void all_that_is_missing_is_named_at_once() {
    params.put("a", "1");
    params.put("b", "");
    assertThatThrownBy(() -> params.require("a", "b", "c"))
        .isInstanceOfSatisfying(
            Rejected.class,
            it -> assertThat(it.rejection().toString()).contains("b", "c").doesNotContain("a,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\tb", "a\u0000b", "a\u0085b", "\ud800", "a\udc00", "\ufffd"})
  void a_line_has_no_control_character_and_no_broken_unicode(String text) {
    params.put("a", text);
    invalid(() -> params.text("a", 10), "a");
  }

  @Test
  void prose_keeps_line_breaks_but_no_nul() {
    params.put("a", "one\n\ttwo \ud83d\ude00");
    assertThat(params.prose("a", 20)).contains("one\n\ttwo \ud83d\ude00");
    params.put("a", "one\0two");
    invalid(() -> params.prose("a", 20), "a");
    params.put("a", "\ud83d");
    invalid(() -> params.prose("a", 20), "a");
  }

  @Test
  void a_text_may_have_its_length_and_no_more() {
    params.put("a", "12345");
    assertThat(params.text("a", 5)).contains("12345");
    invalid(() -> params.text("a", 4), "a");
  }

  @Test
  void an_object_is_not_one_value_and_a_list_only_where_it_may_be() {
    params.putNotSingle("a");
    params.putList("b", "[1,2]");
    assertThat(params.has("a")).isTrue();
    invalid(() -> params.text("a", 10), "a");
    invalid(() -> params.text("b", 10), "b");
    assertThat(params.proseOrList("b", 10)).contains("[1,2]");
    invalid(() -> params.proseOrList("b", 4), "b");
    params.put("b", "x");
    assertThat(params.text("b", 10)).contains("x");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "1, true", "false, false", "0, false", "'', false"})
  void a_flag_is_read_in_its_spellings(String text, boolean expected) {
    params.put("a", text);
    assertThat(params.flag("a")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "tRuE", "2", "truetrue"})
  void any_other_flag_is_refused(String text) {
    params.put("a", text);
    invalid(() -> params.flag("a"), "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.0", "x", "-1", "99999999999", "1 "})
  void a_number_outside_its_bounds_is_refused(String text) {
    params.put("a", text);
    invalid(() -> params.wholeNumber("a", 5, 1, 10), "a");
  }

  @Test
  void a_number_that_is_not_given_is_the_usual_one() {
    assertThat(params.wholeNumber("a", 5, 1, 10)).isEqualTo(5);
    params.put("a", "10");
    assertThat(params.wholeNumber("a", 5, 1, 10)).isEqualTo(10);
  }

  @Test
  void there_is_a_limit_to_how_many_there_may_be() {
    for (int i = 0; i < 256; i++) {
      params.put("p" + i, "x");
    }
    assertThatThrownBy(() -> params.put("more", "x")).isInstanceOf(Rejected.class);
  }
}
