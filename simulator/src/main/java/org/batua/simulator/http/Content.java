package org.batua.simulator.http;

import io.helidon.http.BadRequestException;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;

/// The body of a call; empty where there is none. Of both that and of a body whose framing is
/// broken Helidon makes errors of the server.
public final class Content {
  /// Reads it whole.
  ///
  /// @throws BadRequestException when the body cannot be read
  public static byte[] bytes(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try {
      return request.content().as(byte[].class);
    } catch (HttpException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BadRequestException("The body cannot be read", e);
    }
  }

  /// As [#bytes], decoded as UTF-8.
  public static String text(ServerRequest request) {
    return new String(bytes(request), StandardCharsets.UTF_8);
  }

  private Content() {}
}
