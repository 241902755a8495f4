package org.batua.gateway.connector.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Sockets that can be asked, without waiting, whether something came: a plain one would have to
/// wait at least a millisecond for it, before every call.
final class ChannelSockets extends SocketFactory {
  @Override
  public Socket createSocket() throws IOException {
    return SocketChannel.open().socket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(null, new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(local, localPort), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(null, new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(local, localPort), new InetSocketAddress(host, port));
  }

  private Socket connected(@Nullable SocketAddress local, SocketAddress remote) throws IOException {
    var socket = createSocket();
    socket.bind(local);
    socket.connect(remote);
    return socket;
  }

  /// Whether an idle connection has something to read: end of stream and unasked bytes both condemn
  /// it, and a byte that is read here is missing to whoever goes on with it.
  ///
  /// @param socket of this factory, or one with TLS over it
  static boolean hasSomethingToRead(Socket socket) throws IOException {
    var channel = socket.getChannel();
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) != 0;
    } finally {
      channel.configureBlocking(true);
    }
  }
}
