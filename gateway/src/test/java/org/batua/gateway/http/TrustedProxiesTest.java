package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,    192.0.2.7,      true",
    "192.0.2.7,    192.0.2.8,      false",
    "10.0.0.0/8,   10.255.1.2,     true",
    "10.0.0.0/8,   11.0.0.0,       false",
    "10.0.0.0/9,   10.128.0.0,     false",
    "0.0.0.0/0,    203.0.113.9,    true",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "0.0.0.0/0,    2001:db8::1,    false",
  })
  void a_network_holds_the_addresses_that_begin_as_it_does(
      String network, String address, boolean isIn) {
    assertThat(TrustedProxies.parse(network).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(isIn);
  }

  @Test
  void several_may_be_named() {
    var trusted = TrustedProxies.parse("127.0.0.1, ::1 10.0.0.0/8");
    assertThat(trusted.networks()).hasSize(3);
    assertThat(TrustedProxies.parse("").networks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x"})
  void what_is_no_network_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse(text));
  }
}
