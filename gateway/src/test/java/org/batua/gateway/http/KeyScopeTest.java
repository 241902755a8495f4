package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeyScopeTest {
  /// Every call that takes a key, as the API serves it.
  private static final Map<KeyScope, List<String>> CALLS =
      Map.of(
          KeyScope.READ,
          List.of(
              "GET /customers",
              "GET /customers/{customer}",
              "GET /orders",
              "GET /order/list",
              "GET /orders/{order}",
              "GET /events",
              "GET /events/stream",
              "GET /webhook-endpoints",
              "GET /webhook-deliveries",
              "GET /merchants/{merchant}/paymentmethods",
              "GET /outages"),
          KeyScope.CUSTOMERS,
          List.of("POST /customers", "POST /customers/{customer}"),
          KeyScope.WALLETS,
          List.of(
              "GET /customers/{customer}/wallets",
              "POST /customers/{customer}/wallets",
              "GET /customers/{customer}/wallets/refresh-balances",
              "GET /wallets/{wallet}",
              "POST /wallets/{wallet}/link",
              "POST /wallets/{wallet}/topup",
              "GET /orders/{order}/wallets",
              "POST /customers/{customer}/eligibility"),
          KeyScope.ORDERS,
          List.of(
              "POST /orders",
              "POST /orders/{order}",
              "POST /order/create",
              "POST /order/update",
              "POST /orders/{order}/fulfillment",
              "POST /session"),
          KeyScope.PAYMENTS,
          List.of("POST /txns", "POST /v4/txns"),
          KeyScope.REFUNDS,
          List.of(
              "POST /refunds",
              "POST /order/refund",
              "POST /orders/{order}/refunds",
              "POST /v4/orders/{order}/refunds"),
          KeyScope.WEBHOOKS,
          List.of(
              "POST /webhook-endpoints",
              "DELETE /webhook-endpoints/{endpoint}",
              "POST /webhook-deliveries/{delivery}/redeliver",
              "POST /webhook-replays/{replay}/cancel"));

  @Test
  void each_call_belongs_to_the_scope_of_its_kind() {
    Map<String, KeyScope> expected = new TreeMap<>();
    CALLS.forEach((scope, calls) -> calls.forEach(it -> expected.put(it, scope)));
    Map<String, KeyScope> found =
        expected.keySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it, it -> KeyScope.of(it.split(" ", 2)[0], it.split(" ", 2)[1])));
    assertThat(new TreeMap<>(found)).isEqualTo(expected);
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
