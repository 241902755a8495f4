package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.batua.gateway.connector.ProviderNotifications.Message;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EssenceTest {
  @Test
  void of_a_form_only_the_needed_fields_and_headers_are_left() {
    var message =
        new Message(
            Map.of("x-verify", "v", "x-pad", "p".repeat(1000), "content-type", "t"),
            "  z=1&order=7&pad=%20&signature=s&pad=2\n");
    Predicate<Message> isSame =
        it ->
            it.headers().getOrDefault("x-verify", "").equals("v")
                && ("&" + it.body() + "&").contains("&order=7&")
                && ("&" + it.body() + "&").contains("&signature=s&");
    assertThat(Essence.of(message, isSame))
        .isEqualTo(new Message(Map.of("x-verify", "v"), "order=7&signature=s"));
  }

  @Test
  void of_json_only_the_needed_fields_are_left_whatever_their_order_and_spaces() {
    Predicate<Message> isSame =
        it -> {
          var tree = new JsonMapper().readTree(it.body());
          return tree.path("order").asInt() == 7 && tree.path("signature").asString("").equals("s");
        };
    var first = new Message(Map.of(), "{\"signature\" : \"s\", \"order\":7, \"pad\": [1]}");
    var second = new Message(Map.of(), "{\"order\":7,\"other\":{},\"signature\":\"s\"}");
    assertThat(Essence.of(first, isSame)).isEqualTo(Essence.of(second, isSame));
    assertThat(Essence.of(first, isSame).body()).isEqualTo("{\"order\":7,\"signature\":\"s\"}");
  }

  /// A signature over the bytes leaves nothing to take away.
  @Test
  void what_is_signed_as_a_whole_stays_whole() {
    for (var body : new String[] {"{\"a\": 1}", "a=1&b=2", "{broken", ""}) {
      var message = new Message(Map.of(), body);
      assertThat(Essence.of(message, message::equals)).isEqualTo(message);
    }
  }

  @Test
  void a_thousand_superfluous_fields_cost_few_looks() {
    var body =
        IntStream.range(0, 1000).mapToObj(i -> "pad" + i + "=x").collect(Collectors.joining("&"))
            + "&order=7";
    var looks = new int[1];
    var essence =
        Essence.of(
            new Message(Map.of(), body),
            it -> {
              looks[0]++;
              return it.body().contains("order=7");
            });
    assertThat(essence.body()).isEqualTo("order=7");
    assertThat(looks[0]).isLessThan(40);
  }
}
