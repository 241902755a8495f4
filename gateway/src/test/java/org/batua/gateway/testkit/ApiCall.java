package org.batua.gateway.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One request in the making.
public final class ApiCall {
  private static final String BOUNDARY = "batua-test-boundary";

  private final Api api;
  private final String method;
  private final String pathAndQuery;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = {};
  private Framing framing = Framing.LENGTH;

  /// How the end of the body is told.
  private enum Framing {
    LENGTH,
    CHUNKED
  }

  ApiCall(Api api, String method, String pathAndQuery) {
    this.api = api;
    this.method = method;
    this.pathAndQuery = pathAndQuery;
  }

  @CanIgnoreReturnValue
  public ApiCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public ApiCall version(String date) {
    return header("version", date);
  }

  /// A form as its body.
  ///
  /// @param namesAndValues in turns
  public ApiCall form(String... namesAndValues) {
    var text = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(text.isEmpty() ? "" : "&")
          .append(encode(namesAndValues[i]))
          .append('=')
          .append(encode(namesAndValues[i + 1]));
    }
    return body("application/x-www-form-urlencoded", text.toString());
  }

  public ApiCall json(String json) {
    return body("application/json", json);
  }

  /// The parts of a multipart body.
  ///
  /// @param namesAndValues in turns
  public ApiCall multipart(String... namesAndValues) {
    var text = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, namesAndValues[i], namesAndValues[i + 1]));
    }
    text.append("--" + BOUNDARY + "--\r\n");
    return body("multipart/form-data; boundary=" + BOUNDARY, text.toString());
  }

  public ApiCall body(String contentType, String text) {
    header("Content-Type", contentType);
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  public ApiCall chunked() {
    framing = Framing.CHUNKED;
    return this;
  }

  @CanIgnoreReturnValue
  public ApiReply send() {
    return api.send(this);
  }

  /// Sends, and expects 200.
  @CanIgnoreReturnValue
  public JsonNode ok() {
    return send().ok();
  }

  /// Sends, and expects to be refused.
  @CanIgnoreReturnValue
  public ApiReply refused(int status, String errorCode) {
    return send().refused(status, errorCode);
  }

  String method() {
    return method;
  }

  String pathAndQuery() {
    return pathAndQuery;
  }

  Map<String, String> headers() {
    return headers;
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  BodyPublisher publisher() {
    if (framing == Framing.CHUNKED) {
      return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
    }
    return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
