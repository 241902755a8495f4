package org.batua.gateway.webhook.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dns;
import org.batua.gateway.webhook.transport.EndpointGuard.Rules;
import org.junit.jupiter.api.Test;

class GuardedDnsTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
  private static final InetAddress INNER = InetAddress.ofLiteral("10.0.0.1");
  private static final EndpointGuard GUARD =
      new EndpointGuard(
          new Rules(Rules.Plaintext.REFUSED, Rules.Loopback.REFUSED, Rules.Ports.USUAL, List.of()));

  @Test
  void a_name_with_public_addresses_alone_is_looked_up() throws Exception {
    assertThat(dns(_ -> List.of(PUBLIC)).lookup("shop.example")).containsExactly(PUBLIC);
  }

  /// The client would try one after the other.
  @Test
  void a_name_with_an_inner_address_after_a_public_one_is_refused() {
    assertThatThrownBy(() -> dns(_ -> List.of(PUBLIC, INNER)).lookup("shop.example"))
        .isInstanceOf(BlockedAddressException.class);
  }

  @Test
  void a_name_server_that_does_not_answer_is_given_up() {
    var end = new CountDownLatch(1);
    var hanging =
        new GuardedDns(
            _ -> {
              await(end);
              return List.of(PUBLIC);
            },
            GUARD,
            Duration.ofMillis(50));
    assertThatThrownBy(() -> hanging.lookup("shop.example"))
        .isInstanceOf(UnknownHostException.class);
    end.countDown();
  }

  private static GuardedDns dns(Dns names) {
    return new GuardedDns(names, GUARD, Duration.ofSeconds(10));
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
