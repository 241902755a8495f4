package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @ParameterizedTest
  @ValueSource(strings = {"port", "management.port", "dashboard.port"})
  void a_port_that_is_taken_is_named_with_what_is_expected(String setting) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      try (var other = GATEWAY.another(Map.of(setting, port))) {
        assertThatThrownBy(other::listen)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("setting " + setting + ": " + port)
            .hasMessageContaining("is taken")
            .hasMessageContaining("(expected: a free port");
      }
    }
    assertThat(GATEWAY.open().get("/health/ready").send().status()).isEqualTo(200);
  }
}
