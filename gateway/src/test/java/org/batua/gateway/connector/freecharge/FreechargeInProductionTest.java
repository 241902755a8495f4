package org.batua.gateway.connector.freecharge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left of FreeCharge where the development protocol does not exist.
class FreechargeInProductionTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("mode", "production")
          .with("base_url", "https://pay.shop.example")
          .with("key_ring_file", "not-read-here");

  private final Shop shop = GATEWAY.newShopWithoutGateway();

  @BeforeEach
  void configure() {
    put(Map.of("merchant_id", "FCSIM01", "key", "freecharge-simulator-key"));
  }

  private void put(Map<String, String> values) {
    var freecharge =
        GATEWAY.gateway().connectors().find(new GatewayCode("FREECHARGE")).orElseThrow();
    GATEWAY.gateway().accounts().put(shop.id(), freecharge, Optional.empty(), values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "authenticate"})
  void creating_a_wallet_says_what_can_be_done_instead(String command) {
    var customer = shop.customer(Shop.newPhone());
    var path = "/customers/" + customer + "/wallets";

    var refused =
        shop.api()
            .post(path)
            .form("gateway", "FREECHARGE", "command", command)
            .refused(400, "GATEWAY_DECLINED");

    assertThat(refused.message())
        .isEqualTo(
            "Wallets of FREECHARGE cannot be linked. Customers pay on FreeCharge's page instead:"
                + " POST /txns without direct_wallet_token.");
    assertThat(shop.api().get(path).ok().path("total").asInt(-1)).isZero();
  }

  @Test
  void its_payment_method_says_that_there_is_no_direct_debit() {
    var method =
        shop.api().get("/merchants/" + shop.id() + "/paymentmethods").ok().at("/payment_methods/0");

    assertThat(method.path("payment_method").asString()).isEqualTo("FREECHARGE");
    assertThat(method.path("wallet_direct_debit_support").asBoolean(true)).isFalse();
  }

  @Test
  void the_setting_of_the_development_protocol_does_not_exist() {
    var values =
        Map.of(
            "merchant_id", "FCSIM01",
            "key", "freecharge-simulator-key",
            "development_url", "http://localhost:8090/freecharge/development");

    assertThatThrownBy(() -> put(values)).hasMessageStartingWith("development_url: unknown");
  }
}
