package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What one connection may do, and for how long.
class OpenConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpLimits.Times TIMES =
      new HttpLimits.Times(
          Duration.ofSeconds(11),
          Duration.ofSeconds(22),
          Duration.ofSeconds(33),
          Duration.ZERO,
          Duration.ZERO);

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("http.request_read_seconds", "1");

  private final Shop shop = GATEWAY.newShop();

  @ParameterizedTest
  @CsvSource({
    "SILENT, 11",
    "READING, 11",
    "WORKING,",
    "ANSWERING, 22",
    "RESTING, 33",
    "LEAVING, 1",
    "CUT_OFF,"
  })
  void a_request_and_an_answer_have_their_time_and_work_has_its_own(
      OpenConnection.Phase phase, @Nullable Integer seconds) {
    var limit = OpenConnection.limitOf(phase, TIMES);
    if (seconds == null) {
      assertThat(limit).isEmpty();
    } else {
      assertThat(limit).contains(Duration.ofSeconds(seconds));
    }
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
      long began = System.nanoTime();
      stopping.getOutputStream().write((start + "\r").getBytes(ISO_8859_1));
      dripping.getOutputStream().write((start + "x").getBytes(ISO_8859_1));
      var drip = Thread.ofVirtual().start(() -> drip(dripping));
      for (var socket : new Socket[] {dripping, stopping}) {
        var answer = RawHttp.read(socket);
        assertThat(answer.orElseThrow().refused(408, "request_timeout").header("x-response-id"))
            .isPresent();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(800), PATIENCE.plusSeconds(10));
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
}
