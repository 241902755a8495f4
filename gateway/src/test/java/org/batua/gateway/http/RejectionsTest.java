package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RejectionsTest {
  private static final Duration WAIT = Duration.ofMillis(1200);

  static List<Arguments> refusals() {
    return List.of(
        refusal(401, "access_denied", "UNAUTHORIZED", new Rejection.Unauthenticated()),
        refusal(401, "access_denied", "EXPIRED", new Rejection.ClientTokenExpired()),
        refusal(
            400,
            "Mandatory fields are missing",
            "MISSING_MANDATORY_PARAMETER",
            new Rejection.MissingFields(List.of("a", "b"))),
        refusal(400, "INVALID_REQUEST", "INVALID_INPUT", new Rejection.InvalidField("a", "why")),
        refusal(400, "INVALID_REQUEST", "INVALID_INPUT", new Rejection.UnreadableBody("why")),
        refusal(
            415,
            "unsupported_media_type",
            "INVALID_INPUT",
            new Rejection.UnsupportedMediaType("text/plain")),
        refusal(413, "request_too_large", "INVALID_INPUT", new Rejection.BodyTooLarge(10)),
        refusal(408, "request_timeout", "INVALID_INPUT", new Rejection.TooSlow()),
        refusal(404, "url_not_found", "RESOURCE_NOT_FOUND", new Rejection.UnknownPath()),
        refusal(404, "object_not_found", "RESOURCE_NOT_FOUND", new Rejection.UnknownObject()),
        refusal(400, "unique", "ALREADY_EXISTS", new Rejection.DuplicateCustomer()),
        refusal(400, "", "RESOURCE_NOT_FOUND", new Rejection.UnknownOrder("o1")),
        refusal(400, "DUPLICATE_REQUEST", "DUPLICATE_REQUEST", new Rejection.DuplicateRequest("m")),
        refusal(503, "GATEWAY_OUTCOME_UNKNOWN", "INVALID_ACTION", new Rejection.OutcomeNotStored()),
        refusal(400, "invalid_request_error", "INVALID_INPUT", new Rejection.NoSuitableGateway()),
        refusal(403, "foreign_form", "BAD_ORIGIN", new Rejection.ForeignForm()),
        refusal(429, "too_many_requests", "INVALID_ACTION", new Rejection.TooManyRequests(WAIT)),
        refusal(503, "service_unavailable", "INVALID_ACTION", new Rejection.Unavailable(WAIT)));
  }

  private static Arguments refusal(int status, String code, String info, Rejection rejection) {
    return Arguments.of(status, code, info, rejection);
  }

  private static JsonNode json(Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void each_refusal_has_its_status_and_codes(
      int status, String code, String info, Rejection rejection) {
    var answer = Rejections.render(rejection, "req_1");
    assertThat(answer.status()).isEqualTo(status);
    var json = json(answer);
    assertThat(json.path("error_code").asString()).isEqualTo(code);
    assertThat(json.at("/error_info/code").asString()).isEqualTo(info);
    assertThat(json.at("/error_info/request_id").asString()).isEqualTo("req_1");
    assertThat(json.at("/error_info/developer_message")).isEqualTo(json.path("error_message"));
  }

  @Test
  void the_fields_that_are_wrong_are_listed() {
    var missing = json(Rejections.render(new Rejection.MissingFields(List.of("a", "b")), "r"));
    assertThat(missing.at("/error_info/fields").findValuesAsString("field_name"))
        .containsExactly("a", "b");
    var wrong = json(Rejections.render(new Rejection.InvalidField("a", "why"), "r"));
    assertThat(wrong.at("/error_info/fields/0/reason").asString()).contains("a", "why");
  }

  /// The shape of the seeds: three members and nothing else.
  @ParameterizedTest
  @EnumSource
  void a_refused_wallet_call_has_three_members(WalletError error) {
    var refused = new Rejection.WalletRefused(error, "words", Optional.empty(), Optional.of(WAIT));
    var answer = Rejections.render(refused, "r");
    assertThat(json(answer).propertyNames())
        .containsExactly("error_message", "status", "error_code");
    assertThat(json(answer).path("error_code").asString()).isEqualTo(error.name());
    assertThat(answer.headers()).containsEntry("Retry-After", "2");
    assertThat(answer.status())
        .isEqualTo(
            error == WalletError.GATEWAY_UNAVAILABLE || error == WalletError.GATEWAY_OUTCOME_UNKNOWN
                ? 502
                : 400);
  }

  @Test
  void a_media_type_is_not_quoted_at_any_length() {
    var answer = Rejections.render(new Rejection.UnsupportedMediaType("x".repeat(1000)), "r");
    assertThat(json(answer).path("error_message").asString()).hasSizeLessThan(130);
  }

  @Test
  void a_bug_of_ours_says_only_where_to_look() {
    var answer = Rejections.internalError("req_7");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(json(answer).path("error_message").asString())
        .isEqualTo("Something went wrong on our side. Quote request id req_7.");
  }
}
