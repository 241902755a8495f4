package org.batua.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Puts an answer on the wire: no content for `HEAD`, compressed where that is asked for and safe.
final class AnswerWriter {
  private static final int COMPRESSED_BYTES_MIN = 1024;
  private static final byte[] NONE = {};
  private static final int NO_CONTENT = 204;
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");
  private static final HeaderName RESPONSE_ID = HeaderNames.create("x-response-id");
  private static final HeaderName MERCHANT_ID = HeaderNames.create("x-jp-merchant-id");
  private static final Pattern GZIP =
      Pattern.compile(
          "(?:^|,)\\s*(?:x-)?gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)");

  private AnswerWriter() {}

  static void send(Answer answer, Exchange exchange, ServerResponse response) {
    var request = exchange.request();
    response.status(Status.create(answer.status()));
    if (answer.status() == NO_CONTENT) {
      response.header(NoContent.MARK, "");
    } else {
      response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
    }
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(REQUEST_ID, exchange.requestId());
    response.header(RESPONSE_ID, exchange.requestId());
    if (!exchange.merchant().isEmpty()) {
      response.header(MERCHANT_ID, exchange.merchant());
    }
    answer.headers().forEach(response::header);
    if (!answer.cookies().isEmpty()) {
      response.headers().set(HeaderNames.SET_COOKIE, answer.cookies());
    }
    var content = answer.body().getBytes(StandardCharsets.UTF_8);
    if (content.length >= COMPRESSED_BYTES_MIN
        && exchange.route().compression().isAllowed(request.headers())) {
      response.header(HeaderNames.VARY, "Accept-Encoding");
      if (takesGzip(request)) {
        response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        content = compress(content);
      }
    }
    if (exchange.method().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(content.length));
      content = NONE;
    }
    response.send(content);
  }

  private static boolean takesGzip(ServerRequest request) {
    var asked = String.join(",", request.headers().values(HeaderNames.ACCEPT_ENCODING));
    return GZIP.matcher(asked.toLowerCase(Locale.ROOT)).find();
  }

  private static byte[] compress(byte[] content) {
    var compressed = new ByteArrayOutputStream(content.length / 2);
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
