package org.batua.gateway.webhook.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.batua.gateway.testkit.WebhookReceiver;
import org.batua.gateway.webhook.transport.EndpointGuard.Rules;
import org.batua.gateway.webhook.transport.Exchange.Failed;
import org.batua.gateway.webhook.transport.Exchange.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookClientTest {
  private static final WebhookClient.Limits LIMITS =
      new WebhookClient.Limits(Duration.ofSeconds(10), Duration.ofSeconds(20));
  private static final WebhookClient.Limits SHORT =
      new WebhookClient.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final WebhookReceiver receiver = WebhookReceiver.open();

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void an_address_in_the_url_is_looked_at_although_nothing_resolves_it() {
    var result = post(guard(Rules.Loopback.REFUSED), Dns.SYSTEM, receiver.url());
    assertThat(failure(result)).isEqualTo(Failure.BLOCKED);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void a_name_that_leads_inside_is_refused() {
    Dns inside = _ -> List.of(InetAddress.getLoopbackAddress());
    var url = receiver.url().replace("127.0.0.1", "shop.example");
    assertThat(failure(post(guard(Rules.Loopback.REFUSED), inside, url)))
        .isEqualTo(Failure.BLOCKED);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void a_name_with_one_public_and_one_inner_address_is_refused() {
    Dns both = _ -> List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.getLoopbackAddress());
    var url = receiver.url().replace("127.0.0.1", "shop.example");
    assertThat(failure(post(guard(Rules.Loopback.REFUSED), both, url))).isEqualTo(Failure.BLOCKED);
  }

  /// The second answer of the name server is what an attacker hopes for.
  @Test
  void a_name_that_changes_its_address_is_looked_at_each_time() {
    var asked = new AtomicInteger();
    Dns changing =
        _ ->
            List.of(
                asked.getAndIncrement() == 0
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral("169.254.169.254"));
    var url = receiver.url().replace("127.0.0.1", "shop.example");
    try (var client = new WebhookClient(guard(Rules.Loopback.ALLOWED), LIMITS, changing)) {
      receiver.answers(WebhookReceiver.withHeader(200, "Connection", "close"));
      assertThat(client.post(url, Map.of(), new byte[0])).isInstanceOf(Exchange.Answered.class);
      assertThat(failure(client.post(url, Map.of(), new byte[0]))).isEqualTo(Failure.BLOCKED);
    }
  }

  @Test
  void a_receiver_that_hangs_is_given_up() {
    var end = new CountDownLatch(1);
    receiver.answers(
        (_, _) -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (var client = new WebhookClient(guard(Rules.Loopback.ALLOWED), SHORT, Dns.SYSTEM)) {
      // else this test would not end
      assertThat(failure(client.post(receiver.url(), Map.of(), new byte[] {'x'})))
          .isEqualTo(Failure.TIMEOUT);
    } finally {
      end.countDown();
    }
  }

  @Test
  void of_a_long_answer_four_kilobytes_are_read() {
    receiver.answers(WebhookReceiver.text(500, "x".repeat(10_000_000)));
    assertThat(post(receiver.url()))
        .isInstanceOfSatisfying(
            Exchange.Answered.class, answered -> assertThat(answered.start()).hasSize(4096));
  }

  @Test
  void a_redirect_is_an_answer_and_is_not_followed() {
    receiver.answers(WebhookReceiver.withHeader(302, "Location", receiver.url() + "/other"));
    assertThat(post(receiver.url()))
        .isInstanceOfSatisfying(
            Exchange.Answered.class, answered -> assertThat(answered.status()).isEqualTo(302));
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void a_503_with_retry_after_0_is_not_repeated() {
    receiver.answers(WebhookReceiver.withHeader(503, "Retry-After", "0"));
    assertThat(post(receiver.url())).isInstanceOf(Exchange.Answered.class);
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void a_connection_that_ends_without_an_answer_is_broken() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try {
              server.accept().close();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      var failure = failure(post("http://127.0.0.1:" + server.getLocalPort() + "/"));
      assertThat(failure).isEqualTo(Failure.BROKEN);
    }
  }

  @Test
  void nobody_at_the_port_is_told_apart() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThat(failure(post("http://127.0.0.1:" + port + "/"))).isEqualTo(Failure.NOT_CONNECTED);
  }

  private static Exchange post(String url) {
    return post(guard(Rules.Loopback.ALLOWED), Dns.SYSTEM, url);
  }

  private static Exchange post(EndpointGuard guard, Dns dns, String url) {
    try (var client = new WebhookClient(guard, LIMITS, dns)) {
      return client.post(url, Map.of("content-type", "application/json"), new byte[] {'{', '}'});
    }
  }

  private static Failure failure(Exchange exchange) {
    assertThat(exchange).isInstanceOf(Failed.class);
    return ((Failed) exchange).failure();
  }

  private static EndpointGuard guard(Rules.Loopback loopback) {
    return new EndpointGuard(
        new Rules(Rules.Plaintext.ALLOWED, loopback, Rules.Ports.HIGH, List.of()));
  }
}
