package org.batua.conformance.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One request as a merchant's client would send it.
public final class Call {
  private static final Duration TIMEOUT = Duration.ofSeconds(70);
  private static final String BOUNDARY = "conformance-part";
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI base;
  private final String method;
  private final String path;
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();
  private final List<Map.Entry<String, String>> query = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private Encoding encoding = Encoding.FORM;
  private String text = "";

  private enum Encoding {
    FORM,
    CHUNKED_FORM,
    MULTIPART,
    TEXT
  }

  Call(URI base, String method, String path) {
    this.base = base;
    this.method = method;
    this.path = path;
  }

  /// Adds a parameter of the body.
  public Call with(String name, String value) {
    fields.add(Map.entry(name, value));
    return this;
  }

  /// Sets a parameter of the body; earlier ones of the name go.
  public Call instead(String name, String value) {
    fields.removeIf(field -> field.getKey().equals(name));
    return with(name, value);
  }

  /// Adds a parameter of the query.
  public Call query(String name, String value) {
    query.add(Map.entry(name, value));
    return this;
  }

  /// Sets a header; an earlier one of the name goes.
  public Call header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Asks for the response fields of a day, as `2019-09-17`.
  public Call version(String day) {
    return header("version", day);
  }

  /// Sends no credential.
  public Call withoutKey() {
    headers.remove("Authorization");
    return this;
  }

  /// Sends the body as JSON.
  public Call json(String body) {
    return body("application/json", body);
  }

  /// Sends a body of any type.
  public Call body(String type, String body) {
    encoding = Encoding.TEXT;
    text = body;
    return header("Content-Type", type);
  }

  /// Sends the parameters as `multipart/form-data`.
  public Call asMultipart() {
    encoding = Encoding.MULTIPART;
    return header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
  }

  /// Sends the form without its length, in chunks.
  public Call asChunkedForm() {
    encoding = Encoding.CHUNKED_FORM;
    return header("Content-Type", "application/x-www-form-urlencoded");
  }

  /// Sends it and waits for the answer.
  public Reply send() {
    var parameters = form(query);
    var uri = URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters));
    var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    if (encoding == Encoding.FORM && !fields.isEmpty()) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
    }
    headers.forEach(request::setHeader);
    request.method(method, publisher());
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(method + " " + path, answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new Deviation(method + " " + path + ": no answer (" + e + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private BodyPublisher publisher() {
    var bytes = content().getBytes(StandardCharsets.UTF_8);
    if (encoding == Encoding.CHUNKED_FORM) {
      return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }
    return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
  }

  private String content() {
    return switch (encoding) {
      case FORM, CHUNKED_FORM -> form(fields);
      case TEXT -> text;
      case MULTIPART ->
          fields.stream()
                  .map(
                      field ->
                          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                              .formatted(BOUNDARY, field.getKey(), field.getValue()))
                  .collect(Collectors.joining())
              + "--"
              + BOUNDARY
              + "--\r\n";
    };
  }

  private static String form(List<Map.Entry<String, String>> pairs) {
    return pairs.stream()
        .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
