package org.batua.gateway.provider;

import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Transport.Exchange;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure;

/// What the record of a call keeps of one HTTP exchange; only what its connector lets be shown.
///
/// @param request method and path, then the query and the body as JSON
/// @param status 0 when no answer came
/// @param answer as JSON; the transport's failure when none came
public record RecordedExchange(String request, int status, String answer) {
  private static final int PART_LENGTH_MAX = 24;
  private static final Pattern PLAIN_PART = Pattern.compile("[A-Za-z._-]*[0-9]{0,2}[A-Za-z._-]*");

  static RecordedExchange of(Request request, Exchange exchange, RecordedFields fields) {
    var url = request.url();
    var sent = new StringBuilder(request.method()).append(' ').append(path(url.getPath()));
    Optional.ofNullable(url.getRawQuery())
        .ifPresent(query -> sent.append('\n').append(WireRedaction.of(query, fields)));
    if (!request.body().isEmpty()) {
      sent.append('\n').append(WireRedaction.of(request.body(), fields));
    }
    return switch (exchange) {
      case Exchange.Answered answered ->
          new RecordedExchange(
              sent.toString(), answered.status(), WireRedaction.of(answered.body(), fields));
      case Exchange.NotSent(var failure) -> failed(sent, "not sent: ", failure);
      case Exchange.Lost(var failure) -> failed(sent, "no answer: ", failure);
    };
  }

  private static RecordedExchange failed(StringBuilder sent, String how, TransportFailure failure) {
    return new RecordedExchange(sent.toString(), 0, how + failure.cause());
  }

  /// A path without the parts that may be somebody's name or token.
  private static String path(String path) {
    var kept = new StringBuilder();
    for (var part : path.split("/", -1)) {
      boolean plain = part.length() <= PART_LENGTH_MAX && PLAIN_PART.matcher(part).matches();
      kept.append('/').append(plain ? part : WireRedaction.HIDDEN);
    }
    return path.isEmpty() ? "/" : kept.substring(1);
  }
}
