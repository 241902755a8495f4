package org.batua.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookParamsTest {
  private static Params params(String... namesAndValues) {
    var json = JsonMapper.shared().createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return ofJson(json.toString());
  }

  private static Params ofJson(String json) {
    return Request.ofNobody().withJson(json.getBytes(UTF_8)).params();
  }

  @Test
  void what_is_not_said_is_not_wished_for() {
    var wish = WebhookParams.wish(params());

    assertThat(wish.url()).isEmpty();
    assertThat(wish.choice()).isEmpty();
    assertThat(wish.headers()).isEmpty();
    assertThat(wish.success()).isEmpty();
    assertThat(wish.apiVersion()).isEmpty();
    assertThat(WebhookParams.name(params())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[\"ORDER_SUCCEEDED\",\"ORDER_FAILED\",\"ORDER_FAILED\"]}",
        "{\"events\":\"ORDER_SUCCEEDED, ORDER_FAILED\"}",
        "{\"events\":{\"ORDER_FAILED\":true,\"ORDER_SUCCEEDED\":true,\"TXN_CREATED\":false}}",
      })
  void events_are_chosen_as_a_list_as_words_or_as_the_vendors_map(String json) {
    assertThat(WebhookParams.wish(ofJson(json)).choice().orElseThrow().names())
        .containsExactly(EventName.ORDER_SUCCEEDED, EventName.ORDER_FAILED);
  }

  @Test
  void a_star_chooses_all_events_and_those_to_come() {
    assertThat(WebhookParams.wish(params("events", "*")).choice())
        .contains(WebhookEndpoint.Choice.ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "name, Two Words",
    "name, -first",
    "username, a:b",
    "success, 201",
    "api_version, 2023-13-01",
    "api_version, latest",
    "events, ORDER_EATEN",
    "events, order_failed",
    "events.ORDER_FAILED, false",
    "headers.Host, x",
    "headers.Content-Type, x",
    "headers.WebHook-Id, x",
    "headers.X-Batua-Test, x",
    "headers.X-Ok, ñ",
  })
  void what_is_no_value_is_refused_by_its_name(String name, String value) {
    assertThatThrownBy(
            () -> {
              WebhookParams.name(params(name, value));
              WebhookParams.wish(params(name, value));
            })
        .isInstanceOfSatisfying(
            Rejected.class,
            it ->
                assertThat(it.rejection())
                    .isInstanceOfSatisfying(
                        Rejection.InvalidField.class,
                        field -> assertThat(name).startsWith(field.name())));
  }

  @Test
  void headers_replace_each_other_in_any_case_and_are_ten_at_most() {
    var headers =
        WebhookParams.wish(params("headers.X-Shop", "1", "headers.x-shop", "2")).headers();
    assertThat(headers.orElseThrow()).hasSize(1);

    var many = new String[22];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "headers.X-" + i;
      many[i + 1] = "x";
    }
    assertThatThrownBy(() -> WebhookParams.wish(params(many))).isInstanceOf(Rejected.class);
  }

  @Test
  void a_version_is_a_date_or_the_newest() {
    var dated = WebhookParams.wish(params("api_version", "2023-06-30")).apiVersion().orElseThrow();
    assertThat(dated.date()).isEqualTo(Optional.of(LocalDate.of(2023, 6, 30)));
    var newest = WebhookParams.wish(params("api_version", "newest")).apiVersion().orElseThrow();
    assertThat(newest.date()).isEmpty();
  }

  @Test
  void statuses_are_those_of_deliveries_each_once() {
    assertThat(WebhookParams.statuses(params("status", "FAILED,HELD,FAILED"), "status"))
        .containsExactly(DeliveryStatus.FAILED, DeliveryStatus.HELD);
    assertThatThrownBy(() -> WebhookParams.status("status", "failed")).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-11T04:30:09Z, 2026-02-11T04:30:09Z",
    "2026-02-11T10:00:09+05:30, 2026-02-11T04:30:09Z",
  })
  void a_time_has_an_offset(String text, Instant time) {
    assertThat(WebhookParams.time(params("from", text), "from")).contains(time);
    assertThatThrownBy(() -> WebhookParams.time(params("from", "2026-02-11"), "from"))
        .isInstanceOf(Rejected.class);
  }
}
