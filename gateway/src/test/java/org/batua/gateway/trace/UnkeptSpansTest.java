package org.batua.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.batua.gateway.log.TraceParent;
import org.batua.gateway.trace.Tracing.Kind;
import org.junit.jupiter.api.Test;

class UnkeptSpansTest {
  private final Tracing tracing = new UnkeptSpans();

  @Test
  void a_trace_that_begins_here_has_ids_of_the_usual_form() {
    var begun = tracing.begin(Kind.SERVER, "GET /orders", Optional.empty()).context();
    assertThat(TraceParent.parse(TraceParent.of(begun))).contains(begun);
    assertThat(begun.isSampled()).isFalse();
  }

  @Test
  void a_callers_trace_goes_on_with_a_span_of_our_own() {
    var parent = tracing.begin(Kind.SERVER, "POST /txns", Optional.empty()).context();
    var child = tracing.begin(Kind.CLIENT, "debit", Optional.of(parent)).context();
    assertThat(child.traceId()).isEqualTo(parent.traceId());
    assertThat(child.spanId()).isNotEqualTo(parent.spanId());
  }
}
