package org.batua.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import org.batua.simulator.Simulator;
import org.batua.simulator.SimulatorConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose fault an error is: what a client sends is never answered as an error of the server.
class ListenerTest {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Simulator SIMULATOR = Simulator.start(SimulatorConfig.inMemory());
  private static final String FORM = "POST /mobikwik/otpgenerate HTTP/1.1\r\nHost: h\r\n";

  @AfterAll
  static void close() {
    SIMULATOR.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /control/health HTTP/1.0\r\n\r\n",
        "GET /control/health HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET /control/health HTTP/x\r\nHost: h\r\n\r\n",
        "GET /control/health\r\n\r\n",
        "GET /control/health HTTP/1.1\nHost: h\n\n",
        "GET /control/health HTTP/1.1\r\n\r\n",
        "GET /control/health HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
        "GET /control/health HTTP/1.1\r\nHost: h\r\n: b\r\n\r\n",
        "GET /control/health HTTP/1.1\r\nHost: h\r\na: \u0000\r\n\r\n",
        "GET /control/health?a=%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /control/accounts/%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /control/accounts/%ff%00 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
        "G\u00cbT /control/health HTTP/1.1\r\nHost: h\r\n\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n",
        FORM + "Content-Length: x\r\n\r\na=b",
        FORM + "Content-Length: -1\r\n\r\na=b",
        FORM + "Content-Length: 99999999999999999999\r\n\r\na=b",
        FORM + "Content-Length: 9\r\n\r\na=b",
        FORM + "Transfer-Encoding: gzip\r\n\r\na=b",
        FORM + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        FORM + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        FORM + "Transfer-Encoding: chunked\r\n\r\n3\r\na=bX0\r\n\r\n",
        FORM + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n",
        FORM + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\na=b\r\n0\r\n\r\n",
        FORM + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=b",
        FORM + "Content-Length: 3\r\n\r\n%zz",
        "POST /control/faults HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /paytm/v3/order/status HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /paytm/paymentservices/HANDLER_FF/withdrawScw HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /freecharge/api/v1/co/refund HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /freecharge/development/debit HTTP/1.1\r\nHost: h\r\n\r\n",
        "PUT /control/notices HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n"
            + "{\"url\": \"http://[a\"}",
      })
  void what_a_client_sends_wrongly_is_its_own_error(String sent) throws IOException {
    assertThat(status(sent)).isLessThan(500);
  }

  @Test
  void a_large_body_is_refused() throws IOException {
    assertThat(status(FORM + "Content-Length: 70000\r\n\r\na=b")).isEqualTo(413);
  }

  @Test
  void what_is_right_is_served_and_what_is_not_there_is_said() throws IOException {
    assertThat(status("GET /control/health HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(200);
    assertThat(status("GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(404);
  }

  /// 400 as well when the connection ends without an answer, to which a client is left to guess.
  private static int status(String sent) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SIMULATOR.port())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String line = Objects.requireNonNullElse(in.readLine(), "HTTP/1.1 400");
      return Integer.parseInt(line.substring(9, 12));
    }
  }
}
