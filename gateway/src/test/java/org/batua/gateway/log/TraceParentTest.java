package org.batua.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void the_span_that_a_header_names_is_read_and_written() {
    var header = "00-" + TRACE + "-" + SPAN + "-01";
    var span = new TraceContext(TRACE, SPAN, /* isSampled= */ true);
    assertThat(TraceParent.parse(header)).contains(span);
    assertThat(TraceParent.of(span)).isEqualTo(header);
  }

  @Test
  void whether_the_trace_is_kept_is_one_bit_of_its_flags() {
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-00").orElseThrow().isSampled())
        .isFalse();
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-ff").orElseThrow().flags())
        .isEqualTo("01");
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-02").orElseThrow().flags())
        .isEqualTo("00");
  }

  @Test
  void a_later_version_may_have_more_fields() {
    assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-01-more"))
        .contains(new TraceContext(TRACE, SPAN, /* isSampled= */ true));
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
    assertThat(TraceParent.parse(header)).isEmpty();
  }
}
