package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BODY_BYTES = 2048;
  private static final int CONCURRENT = 2;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.body_bytes", Integer.toString(BODY_BYTES))
          .with("http.header_bytes", "4096")
          .with("http.request_read_seconds", "1")
          .with("http.concurrent_requests", Integer.toString(CONCURRENT))
          .with("http.requests_per_second_per_key", "40");

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_body_up_to_the_limit_is_read() {
    var padding = "x".repeat(BODY_BYTES - "object_reference_id=a&pad=".length());
    shop.api().post("/customers").form("object_reference_id", "a", "pad", padding).ok();
  }

  @Test
  void a_longer_body_is_refused_whether_its_length_is_told_or_not() {
    var padding = "x".repeat(BODY_BYTES - "object_reference_id=b&pad=".length() + 1);
    var call = shop.api().post("/customers").form("object_reference_id", "b", "pad", padding);
    call.refused(413, "request_too_large");
    call.chunked().refused(413, "request_too_large");
    shop.api().get("/customers/b").refused(404, "object_not_found");
  }

  @Test
  void a_longer_header_block_is_refused() {
    var reply =
        RawHttp.exchange(
                GATEWAY.port(),
                request("GET /customers HTTP/1.1", "Host: h", "x-pad: " + "x".repeat(8192)),
                PATIENCE)
            .orElseThrow();
    assertThat(reply.status()).isEqualTo(431);
    assertThat(reply.json().path("error_code").asString()).isEqualTo("INVALID_REQUEST");
    assertThat(reply.header("x-request-id")).isPresent();
    assertThat(reply.header("x-response-id")).isPresent();
  }

  @Test
  void a_longer_target_is_refused() {
    var reply =
        RawHttp.exchange(
                GATEWAY.port(),
                request("GET /customers?x=" + "x".repeat(10_000) + " HTTP/1.1", "Host: h"),
                PATIENCE)
            .orElseThrow();
    assertThat(reply.status()).isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET /customers HTTP/1.1\r\nHost: h\r\nx-a",
        "POST /customers HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded"
            + "\r\nAuthorization: Basic KEY\r\nContent-Length: 500\r\n\r\nobject_reference_id=slow",
        "POST /customers HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded"
            + "\r\nAuthorization: Basic KEY\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nobjec",
      })
  void a_client_that_stops_or_drips_is_cut_off(String text) throws Exception {
    var start = text.replace("KEY", base64(shop.key() + ":"));
    try (var stopping = RawHttp.open(GATEWAY.port(), PATIENCE);
        var dripping = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      stopping.getOutputStream().write((start + "\r").getBytes(ISO_8859_1));
      dripping.getOutputStream().write((start + "x").getBytes(ISO_8859_1));
      long began = System.nanoTime();
      var drip = Thread.ofVirtual().start(() -> drip(dripping));
      for (var socket : new Socket[] {dripping, stopping}) {
        var answer = RawHttp.read(socket);
        assertThat(answer.orElseThrow().refused(408, "request_timeout").header("x-response-id"))
            .isPresent();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(800), Duration.ofSeconds(4));
      drip.join();
    }
  }

  @Test
  void a_call_may_take_longer_than_its_request_may_take_to_arrive() {
    var wallet = shop.wallet("9000000051");
    long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              while (System.nanoTime() < end) {
                // real time: the server's own limit runs by the machine's clock
                LockSupport.parkNanos(end - System.nanoTime());
              }
            });
    shop.authenticate(wallet).ok();
  }

  @Test
  void a_client_that_goes_away_in_the_middle_leaves_no_trace_of_a_bug() throws Exception {
    try (var socket = RawHttp.open(GATEWAY.port(), PATIENCE)) {
      socket
          .getOutputStream()
          .write(
              request(
                  "POST /customers HTTP/1.1",
                  "Host: h",
                  "Authorization: Basic " + base64(shop.key() + ":"),
                  "Content-Type: application/x-www-form-urlencoded",
                  "Content-Length: 500"));
      socket.shutdownOutput();
      assertThat(RawHttp.read(socket)).isEmpty();
    }
    shop.api().get("/customers").ok();
  }

  @Test
  void more_requests_at_once_than_there_are_places_come_again() throws Exception {
    var wallet = shop.wallet("9000000051");
    var arrived = new CountDownLatch(CONCURRENT);
    var end = new CountDownLatch(1);
    GATEWAY
        .pace()
        .answerAfter(
            () -> {
              arrived.countDown();
              await(end);
            });
    var busy = new Thread[CONCURRENT];
    for (int i = 0; i < CONCURRENT; i++) {
      busy[i] = Thread.ofVirtual().start(() -> shop.authenticate(wallet).ok());
    }
    await(arrived);
    var shed = shop.api().get("/customers").refused(503, "service_unavailable");
    assertThat(shed.retryAfter()).contains(Duration.ofSeconds(1));
    end.countDown();
    for (var thread : busy) {
      thread.join();
    }
    shop.api().get("/customers").ok();
  }

  @Test
  void more_requests_than_a_keys_share_wait_and_others_do_not() {
    var eager = GATEWAY.newShop();
    var statuses = new java.util.TreeMap<Integer, Integer>();
    for (int i = 0; i < 400; i++) {
      var reply = eager.api().get("/customers").send();
      statuses.merge(reply.status(), 1, Integer::sum);
      if (reply.status() == 429) {
        reply.refused(429, "too_many_requests");
        assertThat(reply.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(reply.header("x-jp-merchant-id")).contains(eager.id().value());
        break;
      }
    }
    assertThat(statuses.keySet()).containsExactly(200, 429);
    assertThat(statuses.get(200)).isGreaterThanOrEqualTo(80);
    shop.api().get("/customers").ok();
  }

  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write('x');
        // real time: a client that drips is slow by the clock of the machine
        Thread.sleep(100);
      }
    } catch (IOException e) {
      assertThat(e).isInstanceOf(IOException.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] request(String... lines) {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
