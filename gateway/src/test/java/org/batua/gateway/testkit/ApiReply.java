package org.batua.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What came back.
///
/// @param headers lower-case names
public record ApiReply(int status, Map<String, String> headers, String body) {
  public JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  public JsonNode ok() {
    assertThat(status).as(body).isEqualTo(200);
    return json();
  }

  @CanIgnoreReturnValue
  public ApiReply refused(int expectedStatus, String errorCode) {
    assertThat(status + " " + json().path("error_code").asString(""))
        .as(body)
        .isEqualTo(expectedStatus + " " + errorCode);
    return this;
  }

  /// The names of the fields that the error complains about.
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    json()
        .path("error_info")
        .path("fields")
        .forEach(field -> names.add(field.path("field_name").asString()));
    return names;
  }

  public String message() {
    return json().path("error_message").asString("");
  }

  public String infoCode() {
    return json().path("error_info").path("code").asString("");
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<Duration> retryAfter() {
    return header("retry-after").map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }
}
