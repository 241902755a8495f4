package org.batua.gateway.log;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// What every log line of one piece of work names, whoever writes it: the request, the merchant's
/// own id of the order, the trace. So one search for an order's id finds its whole story. None of
/// them opens anything; our own id of an order does, in a payment link, and is never logged.
public final class LogTrail {
  private static final String ORDER = "order_id";
  private static final String REQUEST = "request_id";
  private static final String ROUTING = "routing_id";
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";
  private static final String FLAGS = "trace_flags";
  private static final int ORDER_LENGTH_MAX = 64;
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

  /// Our own id of an order, keys and tokens, a mobile number: whatever a caller calls an order.
  private static final Pattern SECRET =
      Pattern.compile("(?:ordeh|key|tkn|tok|chk)_.*|(?:\\+?91|0)?[6-9][0-9]{9}|.*@.*");

  private static final Pattern CARD = Pattern.compile("[0-9]{13,19}");

  private LogTrail() {}

  /// From now on this thread works on a request.
  ///
  /// @param routing the caller's `x-routing-id`, fit for a log; empty for none
  /// @param span of the request
  public static void request(String id, String routing, TraceContext span) {
    MDC.put(REQUEST, id);
    if (!routing.isEmpty()) {
      MDC.put(ROUTING, routing);
    }
    within(span);
  }

  /// From now on the work belongs to this span.
  public static void within(TraceContext span) {
    MDC.put(TRACE, span.traceId());
    MDC.put(SPAN, span.spanId());
    MDC.put(FLAGS, span.flags());
  }

  /// From now on the work is about this order.
  public static void order(String orderId) {
    if (orderId.length() <= ORDER_LENGTH_MAX
        && PRINTABLE.matcher(orderId).matches()
        && !SECRET.matcher(orderId).matches()
        && !isCard(orderId)) {
      MDC.put(ORDER, orderId);
    }
  }

  /// Whether it is a number of a payment card, by its check digit.
  private static boolean isCard(String text) {
    if (!CARD.matcher(text).matches()) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(text.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0;
  }

  /// The work of this thread is done.
  public static void end() {
    MDC.clear();
  }

  /// What work in the background is about.
  ///
  /// @param orderId the merchant's id of the order
  /// @param trace of the request that it goes back to
  public record Story(Optional<String> orderId, Optional<TraceContext> trace) {
    public static final Story UNKNOWN = new Story(Optional.empty(), Optional.empty());
  }

  /// Does work about an order that is looked up, unless its name is known already.
  public static void about(Supplier<Story> story, Runnable work) {
    if (MDC.get(ORDER) != null) {
      work.run();
      return;
    }
    var found = story.get();
    found.orderId().ifPresent(LogTrail::order);
    boolean isOfOurOwn = span().isEmpty();
    if (isOfOurOwn) {
      found.trace().ifPresent(LogTrail::within);
    }
    try {
      work.run();
    } finally {
      MDC.remove(ORDER);
      if (isOfOurOwn) {
        MDC.remove(TRACE);
        MDC.remove(SPAN);
        MDC.remove(FLAGS);
      }
    }
  }

  /// The same work on another thread, under the names that this one has.
  public static Runnable carried(Runnable work) {
    var names = MDC.getCopyOfContextMap();
    return () -> {
      if (names != null) {
        MDC.setContextMap(names);
      }
      try {
        work.run();
      } finally {
        MDC.clear();
      }
    };
  }

  /// The span that this thread's work belongs to; empty for none.
  public static Optional<TraceContext> span() {
    var trace = MDC.get(TRACE);
    var span = MDC.get(SPAN);
    return trace == null || span == null
        ? Optional.empty()
        : Optional.of(new TraceContext(trace, span, TraceContext.SAMPLED.equals(MDC.get(FLAGS))));
  }

  /// The same as `traceparent`, to be kept with what the work leaves behind; null for none.
  public static @Nullable String traceParent() {
    return span().map(TraceParent::of).orElse(null);
  }

  /// The order that this thread's work is about; empty for none.
  public static String orderId() {
    return Objects.requireNonNullElse(MDC.get(ORDER), "");
  }

  /// The caller's `x-routing-id`; empty for none.
  public static String routingId() {
    return Objects.requireNonNullElse(MDC.get(ROUTING), "");
  }
}
