package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/// Starting beside a predecessor that has not died yet.
class StartTest {
  @Test
  void a_busy_port_is_tried_again_until_it_is_free() throws IOException {
    ServerSocket predecessor = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = predecessor.getLocalPort();
    SimulatorConfig config =
        World.config()
            .withAddress("127.0.0.1", port)
            .withLatency(
                _ -> {
                  try {
                    predecessor.close();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    try (World world = World.start(config)) {
      assertThat(world.control("/health").path("status").asString()).isEqualTo("UP");
      assertThat(world.simulator().port()).isEqualTo(port);
    }
  }
}
