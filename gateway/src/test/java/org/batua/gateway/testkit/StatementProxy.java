package org.batua.gateway.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// An address in front of a PostgreSQL, where each exchange of a connection may be broken. An
/// exchange is what a client sends before it waits for an answer, with the texts of all its
/// statements: also of those that were prepared before and are named only.
///
/// @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html">Message Flow</a>
final class StatementProxy implements AutoCloseable {
  private static final int PARSE = 'P';
  private static final int BIND = 'B';
  private static final int QUERY = 'Q';
  private static final int SYNC = 'S';

  /// Parse, Bind, Describe, Execute and Close wait for the Sync that ends them.
  private static final String WITHIN_EXCHANGE = "PBDEC";

  /// Asks for encryption, which is answered by one byte; a start-up message follows.
  private static final int SSL_REQUEST = 80_877_103;

  private static final int GSS_REQUEST = 80_877_104;

  /// What becomes of an exchange.
  enum Fate {
    CARRIED_OUT,
    /// The connection breaks before it is sent.
    NOT_SENT,
    /// The connection breaks after it was carried out.
    ANSWER_LOST
  }

  private final ServerSocket listener;
  private final int target;
  private final Supplier<Function<String, Fate>> fates;

  /// @param target the port of PostgreSQL
  /// @param fates makes what decides for a connection, by the texts of an exchange
  StatementProxy(int target, Supplier<Function<String, Fate>> fates) {
    this.target = target;
    this.fates = fates;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var connection = new Connection(client, server, fates.get());
        Thread.ofVirtual().start(connection::ask);
        Thread.ofVirtual().start(connection::answer);
      } catch (IOException e) {
        // closed
      }
    }
  }

  private static final class Connection {
    private final Socket client;
    private final Socket server;
    private final Function<String, Fate> fates;
    private final Map<String, String> prepared = new HashMap<>();
    private volatile boolean losesAnswer;

    Connection(Socket client, Socket server, Function<String, Fate> fates) {
      this.client = client;
      this.server = server;
      this.fates = fates;
    }

    void ask() {
      try (client;
          server) {
        var in = new DataInputStream(client.getInputStream());
        startUp(in);
        var exchange = new ByteArrayOutputStream();
        var texts = new StringBuilder();
        while (true) {
          int type = in.read();
          if (type < 0) {
            return;
          }
          var message = message(in);
          exchange.write(type);
          exchange.write(message);
          texts.append(text(type, message)).append('\n');
          if (WITHIN_EXCHANGE.indexOf(type) >= 0) {
            continue;
          }
          // passwords are no statements
          var fate =
              type == QUERY || type == SYNC ? fates.apply(texts.toString()) : Fate.CARRIED_OUT;
          if (fate == Fate.NOT_SENT) {
            return;
          }
          losesAnswer = fate == Fate.ANSWER_LOST;
          server.getOutputStream().write(exchange.toByteArray());
          exchange.reset();
          texts.setLength(0);
        }
      } catch (IOException e) {
        // the other direction closes, too
      }
    }

    /// Of the statement in a message; empty where there is none.
    private String text(int type, byte[] message) {
      var at = ByteBuffer.wrap(message).position(Integer.BYTES);
      return switch (type) {
        case QUERY -> word(at);
        case PARSE -> {
          var name = word(at);
          var text = word(at);
          prepared.put(name, text);
          yield text;
        }
        case BIND -> {
          var _ = word(at);
          yield prepared.getOrDefault(word(at), "");
        }
        default -> "";
      };
    }

    private static String word(ByteBuffer at) {
      var word = new ByteArrayOutputStream();
      for (byte next = at.get(); next != 0; next = at.get()) {
        word.write(next);
      }
      return word.toString(StandardCharsets.UTF_8);
    }

    private void startUp(DataInputStream in) throws IOException {
      boolean asksForEncryption = true;
      while (asksForEncryption) {
        var message = message(in);
        int code = ByteBuffer.wrap(message).getInt(Integer.BYTES);
        asksForEncryption = code == SSL_REQUEST || code == GSS_REQUEST;
        server.getOutputStream().write(message);
      }
    }

    /// Its length, and what follows.
    private static byte[] message(DataInputStream in) throws IOException {
      int length = in.readInt();
      var message = new byte[length];
      ByteBuffer.wrap(message).putInt(length);
      in.readFully(message, Integer.BYTES, length - Integer.BYTES);
      return message;
    }

    void answer() {
      try (client;
          server) {
        var bytes = new byte[65_536];
        var in = server.getInputStream();
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          // PostgreSQL answers when it has committed
          if (losesAnswer) {
            return;
          }
          client.getOutputStream().write(bytes, 0, read);
        }
      } catch (IOException e) {
        // the other direction closes, too
      }
    }
  }
}
