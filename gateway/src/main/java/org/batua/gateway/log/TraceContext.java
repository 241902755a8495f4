package org.batua.gateway.log;

/// One span of a trace, as W3C's trace context names it: what a call of ours belongs to.
///
/// @param traceId 32 hexadecimal digits
/// @param spanId 16 hexadecimal digits
/// @param isSampled whether who began the trace keeps it
public record TraceContext(String traceId, String spanId, boolean isSampled) {
  static final String SAMPLED = "01";
  static final String NOT_SAMPLED = "00";

  /// The flags of `traceparent`.
  public String flags() {
    return isSampled ? SAMPLED : NOT_SAMPLED;
  }
}
