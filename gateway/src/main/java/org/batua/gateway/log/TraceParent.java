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
          "(?!ff)(?:00(?=.{53}$)|(?!00)[0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
              + "-[0-9a-f]{2}(?:-[\\x20-\\x7e]*)?");

  private static final int LENGTH_MAX = 256;

  private TraceParent() {}

  /// The trace id of a header; empty where it is malformed, and then counts as not given.
  public static Optional<String> trace(String header) {
    if (header.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var found = FORM.matcher(header);
    return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /// The header of a call of ours within a trace.
  ///
  /// @param span 16 hexadecimal digits that name the call
  public static String of(String trace, String span) {
    return "00-" + trace + "-" + span + "-01";
  }
}
