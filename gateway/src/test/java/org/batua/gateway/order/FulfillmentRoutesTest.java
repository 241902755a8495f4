package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FulfillmentRoutesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void a_fulfillment_is_kept_with_its_order() {
    var order = till.paid("10");
    var path = "/orders/" + order + "/fulfillment";
    var answer =
        till.api()
            .post(path)
            .form("fulfillment_status", "SUCCESS", "fulfillment_command", "NO_ACTION")
            .ok();
    assertThat(answer.propertyNames()).containsExactly("order_id", "status");
    assertThat(answer.path("order_id").asString()).isEqualTo(order);
    assertThat(answer.path("status").asString()).isEqualTo("CHARGED");
    till.api()
        .post(path)
        .json("{\"fulfillment_status\":\"FAILURE\",\"fulfillment_id\":\"f1\"}")
        .ok();
    assertThat(told(order)).isEqualTo("SUCCESS NO_ACTION , FAILURE  f1");
  }

  @Test
  void an_unknown_order_and_a_missing_status_are_refused() {
    var other = till.api().post("/orders/nobody/fulfillment");
    other.form("fulfillment_status", "SUCCESS").refused(400, "");
    till.api()
        .post("/orders/" + till.order("10") + "/fulfillment")
        .form()
        .refused(400, "Mandatory fields are missing");
  }

  private String told(String order) {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        """
                        select string_agg(f.status || ' ' || f.command || ' ' || f.told_id, ', '
                          order by f.id)
                        from fulfillment f join merchant_order o on o.id = f.order_ref
                        where o.merchant_id = ? and o.order_id = ?
                        """,
                        till.shop().id().value(),
                        order)
                    .mapTo(String.class)
                    .one());
  }
}
