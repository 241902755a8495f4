package org.batua.bench.load;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.batua.bench.process.Await;

/// The floor of HTTP: a Helidon server, set up as the gateway's, that answers every call with the
/// same bytes and does nothing else.
final class BareServer {
  private BareServer() {}

  /// Answers until it is killed.
  ///
  /// @param arguments the port, and how long the answer is in bytes
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    var body = " ".repeat(Integer.parseInt(arguments[1])).getBytes(StandardCharsets.UTF_8);
    var server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .useNio(false)
            .protocolsDiscoverServices(false)
            .featuresDiscoverServices(false)
            .addConnectionSelector(
                Http1ConnectionSelector.builder().config(Http1Config.create()).build())
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(
                routing ->
                    routing.any(
                        (_, response) -> {
                          response.header("Content-Type", "application/json");
                          response.send(body);
                        }))
            .build()
            .start();
    while (server.isRunning()) {
      Await.pause(Duration.ofSeconds(1));
    }
  }
}
