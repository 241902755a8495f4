package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Each field has one type, whatever the order's state: a typed client that cannot read an answer
/// believes that its call failed, and repeats it.
class OrderJsonTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void a_gateway_id_is_a_number_or_absent() {
    var till = Till.open(GATEWAY);
    var id = Till.newOrderId();
    till.api().post("/orders").form("order_id", id, "amount", "10", "gateway_id", "7").ok();
    assertThat(till.status(id).has("gateway_id")).isFalse();
    var paid = till.status(till.paid("10"));
    assertThat(paid.path("gateway_id").isInt()).isTrue();
    assertThat(paid.path("gateway_id").asInt()).isEqualTo(31);
    assertThat(paid.at("/txn_detail/gateway_id").asInt()).isEqualTo(31);
    assertThat(paid.path("payer_vpa").asString("?")).isEmpty();
  }

  @Test
  void a_charged_payment_has_no_error() {
    var till = Till.open(GATEWAY);
    var detail = till.status(till.paid("10")).path("txn_detail");
    assertThat(detail.path("error_code").asString("?")).isEmpty();
    assertThat(detail.path("error_message").asString("?")).isEmpty();
    assertThat(detail.path("txn_flow_type").asString()).isEqualTo("DIRECT_DEBIT");
  }

  @Test
  void a_pending_refund_counts_and_a_failed_one_does_not() {
    var till = Till.open(GATEWAY);
    var order = till.paid("100");
    var asked = till.refund(order, "r1", "40").ok();
    assertThat(asked.path("amount_refunded").asInt()).isEqualTo(40);
    assertThat(asked.path("refunded").asBoolean()).isFalse();
    till.settle(order);
    assertThat(till.status(order).path("amount_refunded").asInt()).isEqualTo(40);
    var all = till.refund(order, "r2", "60").ok();
    assertThat(all.path("amount_refunded").asInt()).isEqualTo(100);
    assertThat(all.path("refunded").asBoolean()).isFalse();
    till.settle(order);
    assertThat(till.status(order).path("refunded").asBoolean()).isTrue();
  }

  @Test
  void every_field_has_one_type_in_every_state() {
    var till = Till.open(GATEWAY);
    var fresh = till.status(till.order("10"));
    var failed = till.order("7001");
    till.pay(failed);
    var refunded = till.paid("10");
    till.refund(refunded, "r", "10").ok();
    for (var other : new JsonNode[] {till.status(failed), till.status(refunded)}) {
      for (var name : fresh.propertyNames()) {
        assertThat(other.path(name).getNodeType())
            .as(name)
            .isEqualTo(fresh.path(name).getNodeType());
      }
    }
  }
}
