package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/// An address in front of a database where one answer can be lost: the statement is carried out,
/// and the connection breaks before its client hears of it.
public final class AnswerLosingProxy implements AutoCloseable {
  private static final String NONE = "no statement has this text";

  private final ServerSocket listener;
  private final int target;
  private final AtomicReference<String> marked = new AtomicReference<>(NONE);

  public AnswerLosingProxy(int target) {
    this.target = target;
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

  /// The answer to the next request with this text is lost.
  public void loseAnswerTo(String text) {
    marked.set(text);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        var connection = new Connection(client, server);
        Thread.ofVirtual().start(connection::ask);
        Thread.ofVirtual().start(connection::answer);
      } catch (IOException e) {
        // closed
      }
    }
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean loses;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void ask() {
      pump(client, server, /* asks= */ true);
    }

    void answer() {
      pump(server, client, /* asks= */ false);
    }

    private void pump(Socket from, Socket to, boolean asks) {
      var bytes = new byte[65_536];
      try (from;
          to) {
        for (int read = from.getInputStream().read(bytes);
            read >= 0;
            read = from.getInputStream().read(bytes)) {
          if (asks) {
            var text = marked.get();
            if (new String(bytes, 0, read, StandardCharsets.ISO_8859_1).contains(text)
                && marked.compareAndSet(text, NONE)) {
              loses = true;
            }
          } else if (loses) {
            return;
          }
          to.getOutputStream().write(bytes, 0, read);
        }
      } catch (IOException e) {
        // the other direction closes, too
      }
    }
  }
}
