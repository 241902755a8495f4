package org.batua.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void the_trace_of_a_header_is_taken_on() {
    assertThat(TraceParent.trace("00-" + TRACE + "-" + SPAN + "-01")).contains(TRACE);
    assertThat(TraceParent.trace(TraceParent.of(TRACE, SPAN))).contains(TRACE);
  }

  @Test
  void a_later_version_may_have_more_fields() {
    assertThat(TraceParent.trace("01-" + TRACE + "-" + SPAN + "-01-more")).contains(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nx",
      })
  void what_is_malformed_counts_as_not_given(String header) {
    assertThat(TraceParent.trace(header)).isEmpty();
  }
}
