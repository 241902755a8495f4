package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class SessionRoutesTest extends CheckoutBench {
  @Test
  void a_session_answers_an_order_with_links_and_a_token() {
    var customer = shop.customer(phone);
    var session = session(customer);
    assertThat(session.path("status").asString()).isEqualTo("NEW");
    assertThat(session.at("/payment_links/web").asString()).contains("/merchant/start/");
    assertThat(session.at("/sdk_payload/payload/clientAuthToken").asString())
        .isEqualTo(session.at("/juspay/client_auth_token").asString());
    var token = session.at("/juspay/client_auth_token").asString();
    GATEWAY.open().get("/customers/" + customer + "/wallets?client_auth_token=" + token).ok();
  }

  @Test
  void a_session_without_a_known_customer_has_the_plain_link_and_no_token() {
    var session =
        shop.api()
            .post("/session")
            .json("{\"order_id\":\"%s\",\"amount\":10}".formatted(Till.newOrderId()))
            .ok();
    assertThat(session.has("juspay")).isFalse();
    assertThat(session.at("/payment_links/web").asString())
        .endsWith("/merchant/pay/" + session.path("id").asString());
  }
}
