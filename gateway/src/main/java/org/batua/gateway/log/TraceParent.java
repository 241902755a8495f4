package org.batua.gateway.log;

import java.util.Optional;
import java.util.regex.Pattern;

/// The W3C's `traceparent` header: which trace a call belongs to.
///
/// @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
public final class TraceParent {
  public static final String HEADER = "traceparent";

  /// A later version may add fields; of version 0 there are four.
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)(?:00(?=.{53}$)|(?!00)[0-9a-f]{2})-(?!0{32})([0-9a-f]{32})"
              + "-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-[\\x20-\\x7e]*)?");

  private static final int LENGTH_MAX = 256;
  private static final int HEX = 16;

  private TraceParent() {}

  /// The span that a header names; empty where it is malformed, and then counts as not given.
  public static Optional<TraceContext> parse(String header) {
    if (header.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var found = FORM.matcher(header);
    if (!found.matches()) {
      return Optional.empty();
    }
    boolean isSampled = (Integer.parseInt(found.group(3), HEX) & 1) == 1;
    return Optional.of(new TraceContext(found.group(1), found.group(2), isSampled));
  }

  /// The header of a call of ours.
  public static String of(TraceContext call) {
    return "00-" + call.traceId() + "-" + call.spanId() + "-" + call.flags();
  }
}
