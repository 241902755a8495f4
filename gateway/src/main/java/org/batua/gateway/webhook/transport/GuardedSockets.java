package org.batua.gateway.webhook.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Sockets that look at the address when they connect: an address in a URL is never looked up, and
/// what a name meant before says nothing about where a connection goes.
final class GuardedSockets extends SocketFactory {
  private final EndpointGuard guard;

  GuardedSockets(EndpointGuard guard) {
    this.guard = guard;
  }

  @Override
  public Socket createSocket() {
    return new Guarded(guard);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(SocketAddress remote) throws IOException {
    var socket = createSocket();
    socket.connect(remote);
    return socket;
  }

  private static final class Guarded extends Socket {
    private final EndpointGuard guard;

    Guarded(EndpointGuard guard) {
      this.guard = guard;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
      if (!(endpoint instanceof InetSocketAddress remote)
          || remote.getAddress() == null
          || !guard.allows(remote.getAddress())) {
        throw new BlockedAddressException();
      }
      super.connect(endpoint, timeoutMillis);
    }
  }
}
