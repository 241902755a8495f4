package org.batua.simulator.http;

import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;

/// The body of a call; empty where there is none, of which Helidon makes an error of the server.
public final class Content {
  public static byte[] bytes(ServerRequest request) {
    return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
  }

  public static String text(ServerRequest request) {
    return new String(bytes(request), StandardCharsets.UTF_8);
  }

  private Content() {}
}
