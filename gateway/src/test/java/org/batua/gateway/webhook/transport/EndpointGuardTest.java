package org.batua.gateway.webhook.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.batua.gateway.webhook.transport.EndpointGuard.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointGuardTest {
  private final EndpointGuard strict =
      new EndpointGuard(
          new Rules(Rules.Plaintext.REFUSED, Rules.Loopback.REFUSED, Rules.Ports.USUAL, List.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:0:1::1",
        "2001:db8::1",
        "2002:7f00:1::1"
      })
  void an_address_that_is_not_public_is_refused(String address) {
    assertThat(strict.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "100.63.255.255", "172.15.0.1", "172.32.0.1", "2606:4700::1111"})
  void a_public_address_is_allowed(String address) {
    assertThat(strict.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void an_inner_network_can_be_listed() {
    var rules =
        new Rules(
            Rules.Plaintext.REFUSED,
            Rules.Loopback.REFUSED,
            Rules.Ports.USUAL,
            List.of(Cidr.parse("10.1.0.0/20"), Cidr.parse("fd00:1::/32")));
    var guard = new EndpointGuard(rules);
    assertThat(guard.allows(InetAddress.ofLiteral("10.1.15.255"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("10.1.16.0"))).isFalse();
    assertThat(guard.allows(InetAddress.ofLiteral("fd00:1:2::3"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("fd00:2::3"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/hook",
        "ftp://shop.example/",
        "https://user@shop.example/",
        "https://user:secret@shop.example/",
        "https://shop.example/#part",
        "https://shop.example:22/",
        "https://shop.example:9200/",
        "https:///hook",
        "//shop.example/hook",
        "javascript:alert(1)",
        "https://shop example/",
        "nonsense"
      })
  void a_url_of_another_form_is_refused(String url) {
    assertThat(strict.problem(url)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/hook?a=1",
        "https://shop.example:8443/hook",
        "HTTPS://SHOP.EXAMPLE/"
      })
  void a_usual_url_is_fine(String url) {
    assertThat(strict.problem(url)).isEmpty();
  }
}
