package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.connector.mobikwik.MobikwikConnector;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
  private final Connector mobikwik = new MobikwikConnector(InstantSource.system());

  @Test
  void a_connector_is_found_by_its_gateway() {
    var connectors = new Connectors(List.of(mobikwik));

    assertThat(connectors.find(new GatewayCode("MOBIKWIK"))).contains(mobikwik);
    assertThat(connectors.find(new GatewayCode("PAYTM"))).isEmpty();
    assertThat(connectors.all()).containsExactly(mobikwik);
  }

  @Test
  void two_connectors_of_one_gateway_are_a_mistake() {
    assertThatThrownBy(() -> new Connectors(List.of(mobikwik, mobikwik)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
