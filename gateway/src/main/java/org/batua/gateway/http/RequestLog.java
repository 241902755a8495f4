package org.batua.gateway.http;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line per request: what was asked, by whom, how it ended; nothing secret, no customer data.
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.batua.gateway.requests");
  private static final Pattern OUR_ID = Pattern.compile("(?:cst|wlt)_[a-z0-9]{16}");
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9][0-9 -]{5,}(?=[0-9]{2})");
  private static final int TEXT_LENGTH_MAX = 64;

  private RequestLog() {}

  static void write(Line line, Answer answer, long tookNanos) {
    var event =
        LOG.atInfo()
            .addKeyValue("method", line.method())
            .addKeyValue("route", line.route())
            .addKeyValue("object", line.object())
            .addKeyValue("merchant", line.merchant())
            .addKeyValue("status", answer.status())
            .addKeyValue("took_ms", Math.round(tookNanos / 1e4) / 1e2);
    if (!answer.errorCode().isEmpty()) {
      event = event.addKeyValue("error_code", answer.errorCode());
    }
    event.log("request");
  }

  /// The fields of a request's log line.
  ///
  /// @param object our own id in the path, where knowing it opens nothing; a merchant's id of a
  ///   customer may be a mobile number
  record Line(String method, String route, String object, String merchant) {}

  static String ownIdOnly(String segment) {
    return OUR_ID.matcher(segment).matches() ? segment : "*";
  }

  /// Cut, made printable, and with all but the last digits of a long number hidden.
  static String scrub(String text) {
    var cut = text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text;
    var printable = Params.isPrintable(cut) ? cut : "*";
    return LONG_NUMBER.matcher(printable).replaceAll("***");
  }
}
