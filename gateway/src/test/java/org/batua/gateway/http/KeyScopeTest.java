package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class KeyScopeTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  /// Every call of the API's document.
  private static final Map<KeyScope, List<String>> CALLS =
      Map.of(
          KeyScope.READ,
          List.of(
              "GET /customers",
              "GET /customers/{customer}",
              "GET /orders",
              "GET /orders/{order}",
              "GET /order/list",
              "GET /order/status",
              "POST /order/status",
              "POST /v4/order-status",
              "GET /merchants/{merchant}/paymentmethods",
              "GET /outages",
              "GET /webhook-endpoints",
              "GET /webhook-endpoints/{endpoint}",
              "GET /webhook-replays/{replay}",
              "GET /webhook-deliveries",
              "GET /webhook-deliveries/{delivery}",
              "GET /events",
              "GET /events/stream",
              "GET /events/{event}"),
          KeyScope.CUSTOMERS,
          List.of("POST /customers", "POST /customers/{customer}"),
          KeyScope.WALLETS,
          List.of(
              "GET /customers/{customer}/wallets",
              "POST /customers/{customer}/wallets",
              "POST /customers/{customer}/eligibility",
              "GET /customers/{customer}/wallets/refresh-balances",
              "GET /wallets/{wallet}",
              "POST /wallets/{wallet}",
              "POST /wallets/{wallet}/topup",
              "GET /wallets/{wallet}/topup/{topup}",
              "GET /orders/{order}/wallets"),
          KeyScope.ORDERS,
          List.of(
              "POST /orders",
              "POST /orders/{order}",
              "POST /order/create",
              "POST /order/update",
              "POST /orders/{order}/fulfillment",
              "POST /session",
              "POST /v4/session"),
          KeyScope.PAYMENTS,
          List.of("POST /txns"),
          KeyScope.REFUNDS,
          List.of(
              "POST /refunds",
              "POST /order/refund",
              "POST /orders/{order}/refunds",
              "POST /v4/orders/{order}/refunds"),
          KeyScope.WEBHOOKS,
          List.of(
              "POST /webhook-endpoints",
              "POST /webhook-endpoints/{endpoint}",
              "DELETE /webhook-endpoints/{endpoint}",
              "POST /webhook-endpoints/{endpoint}/rotate-secret",
              "POST /webhook-endpoints/{endpoint}/test",
              "POST /webhook-endpoints/{endpoint}/pause",
              "POST /webhook-endpoints/{endpoint}/resume",
              "POST /webhook-endpoints/{endpoint}/redeliver",
              "POST /webhook-replays/{replay}/cancel",
              "POST /webhook-deliveries/{delivery}/redeliver"));

  @Test
  void each_call_of_the_document_belongs_to_the_scope_of_its_kind() throws IOException {
    Map<String, KeyScope> expected = new TreeMap<>();
    CALLS.forEach((scope, calls) -> calls.forEach(it -> expected.put(it, scope)));
    Map<String, KeyScope> found = new TreeMap<>();
    for (var path : document().path("paths").properties()) {
      for (var method : path.getValue().propertyNames()) {
        if (METHODS.contains(method)) {
          var verb = method.toUpperCase(Locale.ROOT);
          found.put(verb + " " + path.getKey(), KeyScope.of(verb, path.getKey()));
        }
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static JsonNode document() throws IOException {
    try (var in = Objects.requireNonNull(KeyScope.class.getResourceAsStream("/openapi.yaml"))) {
      return new YAMLMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_scope_is_read_by_its_code_only() {
    for (var scope : KeyScope.values()) {
      assertThat(KeyScope.of(scope.code())).contains(scope);
    }
    assertThat(KeyScope.of("READ")).isEmpty();
    assertThat(KeyScope.of("")).isEmpty();
  }
}
