package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.http.Router.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final Route METRICS =
      Route.of("GET", "/metrics", Access.UNREAD, _ -> Answer.ok(Answer.object()));
  private static final Route ORDER = route("GET", "/orders/{order}");
  private static final Route UPDATE = route("POST", "/orders/{order}");
  private static final Route REFUND = route("POST", "/orders/{order}/refunds");
  private static final Route LIST = route("GET", "/orders/list");

  private final Router router = new Router(List.of(METRICS, ORDER, UPDATE, REFUND, LIST));

  @Test
  void a_fixed_path_goes_before_a_named_segment() {
    assertThat(router.find("GET", "/orders/list")).isEqualTo(new Found.Match(LIST, Map.of()));
    assertThat(router.find("POST", "/orders/list"))
        .isEqualTo(new Found.Match(UPDATE, Map.of("order", "list")));
  }

  @Test
  void head_is_answered_by_what_answers_get() {
    assertThat(router.find("HEAD", "/metrics")).isEqualTo(new Found.Match(METRICS, Map.of()));
    assertThat(router.find("HEAD", "/orders/a/refunds"))
        .isEqualTo(new Found.OtherMethod(Set.of("POST")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "BREW", "get", "OPTIONS"})
  void a_method_that_a_path_lacks_is_told_what_it_has(String method) {
    assertThat(router.find(method, "/orders/a"))
        .isEqualTo(new Found.OtherMethod(Set.of("GET", "HEAD", "POST")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//metrics",
        "/metrics/",
        "/x/../metrics",
        "/./metrics",
        "/%6detrics",
        "/metrics;x",
        "/metrics%3Bx",
        "/METRICS",
        "/orders//refunds",
        "/orders/.",
        "/orders/..",
        "/orders/%2e%2E",
        "/orders/..%2f../x",
        "/orders/%zz",
        "/orders/%2",
        "*",
        "",
        "metrics",
      })
  void another_spelling_of_a_path_is_another_path(String path) {
    assertThat(router.find("GET", path)).isEqualTo(new Found.Nothing());
  }

  @ParameterizedTest
  @CsvSource({
    "O;x,O;x",
    "O%3Bx,O;x",
    "a%2Fb,a/b",
    "a+b,a+b",
    "a%2Bb,a+b",
    "%25,%",
    "%2525,%25",
    "%E2%82%B9,₹",
    "%ff,\uFFFD",
    "...,...",
    "a%2F..,a/..",
  })
  void a_segment_is_decoded_once_and_is_opaque(String raw, String decoded) {
    assertThat(router.find("POST", "/orders/" + raw + "/refunds"))
        .isEqualTo(new Found.Match(REFUND, Map.of("order", decoded)));
  }

  private static Route route(String method, String path) {
    return Route.of(method, path, Access.OPEN, _ -> Answer.ok(Answer.object()));
  }
}
