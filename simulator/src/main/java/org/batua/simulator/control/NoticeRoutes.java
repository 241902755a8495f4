package org.batua.simulator.control;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.batua.simulator.http.Courier;
import org.batua.simulator.http.Courier.Letter;
import org.batua.simulator.http.Courier.Sequence;

/// Notifications that providers send: where to, what was sent, and the same once more.
public final class NoticeRoutes implements HttpService {
  private static final int TIMES_MAX = 100;

  private final Courier courier;

  public NoticeRoutes(Courier courier) {
    this.courier = courier;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::show);
    rules.put("/", this::address);
    rules.post("/again", this::again);
  }

  private void show(ServerRequest request, ServerResponse response) {
    Json.send(response, courier.brought().stream().map(NoticeRoutes::shown).toList());
  }

  private static Map<String, Object> shown(Letter letter) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("provider", letter.provider().name());
    shown.put("about", letter.about());
    shown.put("url", letter.to().toString());
    shown.put("body", letter.body());
    shown.put("httpStatus", letter.status());
    return shown;
  }

  private void address(ServerRequest request, ServerResponse response) {
    String url = Json.read(request).path("url").asString("");
    if (!url.matches("https?://\\S+")) {
      throw Parameters.wrong("url", url);
    }
    courier.address(Parameters.provider(request), uri(url));
    Json.send(response, Map.of("url", url));
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      throw Parameters.wrong("url", url);
    }
  }

  private void again(ServerRequest request, ServerResponse response) {
    var body = Json.read(request);
    int times = body.path("times").asInt(1);
    if (times < 1 || times > TIMES_MAX) {
      throw Parameters.wrong("times", Integer.toString(times));
    }
    boolean isReversed = body.path("reversed").asBoolean(false);
    int sent =
        courier.again(
            body.path("about").asString(""),
            times,
            isReversed ? Sequence.REVERSED : Sequence.AS_BEFORE);
    Json.send(response, Map.of("sent", sent));
  }
}
