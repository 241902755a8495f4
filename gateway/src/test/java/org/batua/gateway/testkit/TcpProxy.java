package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A stable address in front of a server that comes and goes, on whatever port.
public final class TcpProxy implements AutoCloseable {
  private static final int NOWHERE = 0;
  private static final int BYTES = 8192;

  private final ServerSocket listener;
  private final AtomicInteger target = new AtomicInteger(NOWHERE);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  public TcpProxy() {
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public void leadTo(int port) {
    target.set(port);
  }

  /// From now on no byte passes, and nobody is told: as when a cable is pulled.
  public void fallSilent() {
    silent = true;
  }

  /// From now on connections end as soon as they are made.
  public void leadNowhere() {
    target.set(NOWHERE);
    open.forEach(TcpProxy::end);
    open.clear();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    leadNowhere();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        int port = target.get();
        if (silent) {
          open.add(client);
          continue;
        }
        if (port == NOWHERE) {
          end(client);
          continue;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
      } catch (IOException e) {
        target.compareAndSet(target.get(), target.get());
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      var bytes = new byte[BYTES];
      for (int n = from.getInputStream().read(bytes);
          n >= 0;
          n = from.getInputStream().read(bytes)) {
        if (!silent) {
          to.getOutputStream().write(bytes, 0, n);
        }
      }
    } catch (IOException e) {
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
