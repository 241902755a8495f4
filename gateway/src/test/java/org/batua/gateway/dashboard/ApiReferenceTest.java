package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.batua.gateway.dashboard.ApiReference.Call;
import org.batua.gateway.dashboard.ApiReference.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiReferenceTest {
  private final ApiReference reference = ApiReference.of("/openapi.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yaml", "/admin-openapi.yaml"})
  void every_call_is_in_a_topic_and_has_its_own_place_on_the_page(String document) {
    var read = ApiReference.of(document);
    var calls = read.topics().stream().flatMap(topic -> topic.calls().stream()).toList();

    assertThat(read.title()).isNotBlank();
    assertThat(calls).hasSizeGreaterThan(5);
    assertThat(calls).extracting(Call::id).doesNotHaveDuplicates();
    assertThat(calls).allSatisfy(call -> assertThat(call.summary()).as(call.path()).isNotBlank());
    assertThat(calls).allSatisfy(call -> assertThat(call.replies()).as(call.path()).isNotEmpty());
  }

  @Test
  void parameters_of_path_and_body_are_listed_with_their_types() {
    var refund = parameters("POST", "/orders/{order}/refunds");

    assertThat(refund).containsKeys("order", "unique_request_id", "amount");
    assertThat(refund.get("order"))
        .returns("path", Parameter::in)
        .returns(true, Parameter::required);
    assertThat(refund.get("unique_request_id"))
        .returns("body", Parameter::in)
        .returns(true, Parameter::required);
  }

  @Test
  void shared_parts_are_resolved_and_their_values_named() {
    var payment = parameters("POST", "/txns");

    assertThat(payment.get("payment_method_type")).returns("WALLET", Parameter::type);
    assertThat(payment.values()).allSatisfy(parameter -> assertThat(parameter.name()).isNotBlank());
    assertThat(call("POST", "/txns").replies())
        .allSatisfy(reply -> assertThat(reply.description()).as(reply.status()).isNotBlank());
  }

  @Test
  void a_document_that_is_missing_is_a_bug() {
    assertThatThrownBy(() -> ApiReference.of("/missing.yaml")).isInstanceOf(RuntimeException.class);
  }

  private Map<String, Parameter> parameters(String method, String path) {
    return call(method, path).parameters().stream()
        .collect(Collectors.toMap(Parameter::name, parameter -> parameter));
  }

  private Call call(String method, String path) {
    return reference.topics().stream()
        .flatMap(topic -> topic.calls().stream())
        .filter(call -> call.method().equals(method) && call.path().equals(path))
        .findFirst()
        .orElseThrow();
  }
}
