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
  private static final String COMMIT = "COMMIT";

  private final ServerSocket listener;
  private final int target;
  private final AtomicReference<String> marked = new AtomicReference<>(NONE);
  private final AtomicReference<String> committed = new AtomicReference<>(NONE);

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

  /// The answer to the commit of the next transaction that has this text is lost.
  public void loseCommitOf(String text) {
    committed.set(text);
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
    private boolean losesCommit;

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

    private void look(String request) {
      if (isMarked(marked, request) || (losesCommit && request.contains(COMMIT))) {
        loses = true;
      }
      losesCommit |= isMarked(committed, request);
    }

    private static boolean isMarked(AtomicReference<String> mark, String request) {
      var text = mark.get();
      return request.contains(text) && mark.compareAndSet(text, NONE);
    }

    private void pump(Socket from, Socket to, boolean asks) {
      var bytes = new byte[65_536];
      try (from;
          to) {
        for (int read = from.getInputStream().read(bytes);
            read >= 0;
            read = from.getInputStream().read(bytes)) {
          if (asks) {
            look(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
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
