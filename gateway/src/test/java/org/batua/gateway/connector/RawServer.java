package org.batua.gateway.connector;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server of bare sockets: each connection is handled by the next script, so that a test can
/// break the exchange at any byte.
public final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /// What happens on one connection; it is closed at the end.
  @FunctionalInterface
  public interface Script {
    void run(Wire wire) throws IOException, InterruptedException;
  }

  /// One connection as a script sees it.
  public final class Wire {
    private final Socket socket;

    private Wire(Socket socket) {
      this.socket = socket;
    }

    /// Reads one whole request, and remembers its first line and body.
    public void readRequest() throws IOException {
      var in = socket.getInputStream();
      var first = line(in);
      var length = 0;
      for (var header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        }
      }
      var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      requests.add(first + "\n" + body);
    }

    public void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    public void answer(int status, String body) throws IOException {
      answer(status, "", body);
    }

    public void answer(int status, String headers, String body) throws IOException {
      var length = body.getBytes(StandardCharsets.UTF_8).length;
      write("HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: " + length + "\r\n\r\n");
      write(body);
    }

    /// Closes so that the other side sees a reset instead of an end.
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Closes in order, after everything written.
    public void close() throws IOException {
      socket.close();
    }

    /// Waits until the other side gives up.
    public void hang() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        // Swallowed.
      }
    }
  }

  public RawServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("raw-server").start(this::accept);
  }

  /// Handles the next connection so; one without a script hangs.
  public RawServer then(Script script) {
    scripts.add(script);
    return this;
  }

  /// Answers every request of the next connection so.
  public RawServer answering(int status, String body) {
    return then(
        wire -> {
          while (true) {
            wire.readRequest();
            wire.answer(status, body);
          }
        });
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        var script = scripts.poll();
        Thread.ofVirtual().start(() -> serve(socket, script == null ? Wire::hang : script));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      script.run(new Wire(socket));
    } catch (IOException _) {
      // The other side has gone, as some tests want.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /// The requests that were read whole: the first line and the body of each.
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
