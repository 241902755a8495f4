package org.batua.gateway.log;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/// What every log line of one piece of work names, whoever writes it: the request, the merchant's
/// own id of the order, the trace. So one search for an order's id finds its whole story. None of
/// them opens anything; our own id of an order does, in a payment link, and is never logged.
public final class LogTrail {
  private static final String ORDER = "order_id";
  private static final String REQUEST = "request_id";
  private static final String ROUTING = "routing_id";
  private static final String TRACE = "trace_id";
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
  /// @param trace the caller's trace id; empty for none
  public static void request(String id, String routing, Optional<String> trace) {
    MDC.put(REQUEST, id);
    if (!routing.isEmpty()) {
      MDC.put(ROUTING, routing);
    }
    trace.ifPresent(it -> MDC.put(TRACE, it));
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

  /// Does work about an order that is looked up, unless its name is known already.
  public static void aboutOrder(Supplier<Optional<String>> orderId, Runnable work) {
    if (MDC.get(ORDER) != null) {
      work.run();
      return;
    }
    orderId.get().ifPresent(LogTrail::order);
    try {
      work.run();
    } finally {
      MDC.remove(ORDER);
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

  /// The trace that a caller began; empty for none.
  public static Optional<String> trace() {
    return Optional.ofNullable(MDC.get(TRACE));
  }
}
