package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {
  private static final ClientAddresses BEHIND =
      new ClientAddresses(TrustedProxies.parse("10.0.0.0/8, 2001:db8:9::/48"));

  // peer | X-Forwarded-For | whom the request is counted for
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 198.51.100.1                         | 203.0.113.9",
        "10.0.0.1    | ''                                   | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1                         | 198.51.100.1",
        "10.0.0.1    | 192.0.2.66, 198.51.100.1             | 198.51.100.1",
        "10.0.0.1    | 192.0.2.66, 198.51.100.1, 10.0.0.2   | 198.51.100.1",
        "10.0.0.1    | 10.0.0.3, 10.0.0.2                   | 10.0.0.3",
        "10.0.0.1    | 198.51.100.1:4711                    | 198.51.100.1",
        "10.0.0.1    | unknown                              | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1, unknown, 10.0.0.2      | 10.0.0.2",
        "10.0.0.1    | 198.51.100.1, 10.0.0.2,              | 10.0.0.1",
        "10.0.0.1    | [2001:db8:1:2:3::4]:4711             | 20010db800010002",
        "10.0.0.1    | 2001:db8:1:2:5::6                    | 20010db800010002",
        "10.0.0.1    | ::ffff:198.51.100.1                  | 198.51.100.1",
        "2001:db8:9::1 | 198.51.100.1                       | 198.51.100.1",
      })
  void a_client_is_the_nearest_hop_that_is_no_trusted_proxy(
      String peer, String forwardedFor, String client) {
    assertThat(BEHIND.of(InetAddress.ofLiteral(peer), List.of(forwardedFor))).isEqualTo(client);
  }

  @Test
  void several_headers_are_one_list() {
    var headers = List.of("192.0.2.66", "198.51.100.1, 10.0.0.2");
    assertThat(BEHIND.of(InetAddress.ofLiteral("10.0.0.1"), headers)).isEqualTo("198.51.100.1");
  }

  @Test
  void a_name_is_never_looked_up() {
    var headers = List.of("localhost");
    assertThat(BEHIND.of(InetAddress.ofLiteral("10.0.0.1"), headers)).isEqualTo("10.0.0.1");
  }

  @Test
  void only_an_internet_address_is_a_peer() {
    assertThat(ClientAddresses.peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)))
        .isPresent();
    assertThat(ClientAddresses.peer(InetSocketAddress.createUnresolved("h", 80))).isEmpty();
    assertThat(ClientAddresses.peer(UnixDomainSocketAddress.of("/socket"))).isEmpty();
  }
}
