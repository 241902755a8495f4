package org.batua.gateway.notification;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.StorableText;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;

/// Where providers send their notifications: an address for each provider account.
public final class NotificationRoutes {
  private static final int BODY_BYTES_MAX = 16_384;
  private static final int HEADERS_MAX = 32;
  private static final int HEADER_LENGTH_MAX = 1024;

  private final Notifications notifications;

  public NotificationRoutes(Notifications notifications) {
    this.notifications = notifications;
  }

  public List<Route> routes() {
    return List.of(Route.post("/notifications/{gateway}/{account}", Access.RAW, this::take));
  }

  private Answer take(Request request) {
    var sent = request.sent();
    if (sent.body().length > BODY_BYTES_MAX) {
      throw new Rejected(new Rejection.BodyTooLarge(BODY_BYTES_MAX));
    }
    var gateway =
        GatewayCode.parse(request.path("gateway"))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownLink()));
    var message = ProviderNotifications.Message.of(worthKeeping(sent.headers()), sent.body());
    return switch (notifications.take(gateway, request.path("account"), message, sent.body())) {
      case YES -> Answer.text("text/plain", "OK");
      case NO_SUCH_ACCOUNT -> throw new Rejected(new Rejection.UnknownLink());
    };
  }

  /// Headers that may hold a signature or describe the body; no credential, no cookie.
  private static Map<String, String> worthKeeping(Map<String, String> headers) {
    Map<String, String> kept = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          var useful = name.startsWith("x-") || name.equals("content-type");
          if (useful && kept.size() < HEADERS_MAX && value.length() <= HEADER_LENGTH_MAX) {
            kept.put(name, StorableText.of(value, HEADER_LENGTH_MAX));
          }
        });
    return kept;
  }
}
