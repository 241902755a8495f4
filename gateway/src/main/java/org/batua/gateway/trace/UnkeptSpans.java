package org.batua.gateway.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.batua.gateway.log.TraceContext;

/// Keeps nothing of a span; its ids still join the lines of the log and the calls.
public final class UnkeptSpans implements Tracing {
  private static final HexFormat HEX = HexFormat.of();

  @Override
  public Span begin(Kind kind, String name, Optional<TraceContext> parent) {
    var random = ThreadLocalRandom.current();
    // zero is no valid id
    var span = HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
    return new Named(
        parent
            .map(it -> new TraceContext(it.traceId(), span, it.isSampled()))
            .orElseGet(
                () ->
                    new TraceContext(
                        HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE))
                            + HEX.toHexDigits(random.nextLong()),
                        span,
                        /* isSampled= */ false)));
  }

  @Override
  public void close() {
    // nothing is kept
  }

  private record Named(TraceContext context) implements Span {
    @Override
    public void set(String key, String value) {
      // nothing is kept
    }

    @Override
    public void set(String key, long value) {
      // nothing is kept
    }

    @Override
    public void fail() {
      // nothing is kept
    }

    @Override
    public void end() {
      // nothing is kept
    }
  }
}
