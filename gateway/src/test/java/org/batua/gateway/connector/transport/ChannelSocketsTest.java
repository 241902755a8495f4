package org.batua.gateway.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelSocketsTest {
  private ServerSocket server;
  private Socket socket;
  private Socket peer;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket = new ChannelSockets().createSocket(server.getInetAddress(), server.getLocalPort());
    peer = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    peer.close();
    server.close();
  }

  /// Reads until the other side has heard it, so that nothing is left to chance.
  private void closedByPeer() throws IOException {
    peer.shutdownOutput();
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void an_open_connection_has_nothing_to_read_and_goes_on() throws IOException {
    assertThat(ChannelSockets.hasSomethingToRead(socket)).isFalse();

    socket.getOutputStream().write('q');
    assertThat(peer.getInputStream().read()).isEqualTo('q');
    peer.getOutputStream().write('a');
    assertThat(socket.getInputStream().read()).isEqualTo('a');
  }

  @Test
  void the_end_of_a_connection_is_something_to_read() throws IOException {
    closedByPeer();

    assertThat(ChannelSockets.hasSomethingToRead(socket)).isTrue();
  }

  @Test
  void a_connection_with_tls_is_looked_at_below_it() throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secure = factory.createSocket(socket, "localhost", server.getLocalPort(), true);
    assertThat(ChannelSockets.hasSomethingToRead(secure)).isFalse();
    closedByPeer();

    assertThat(ChannelSockets.hasSomethingToRead(secure)).isTrue();
  }
}
