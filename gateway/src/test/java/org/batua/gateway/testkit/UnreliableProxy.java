package org.batua.gateway.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.batua.gateway.db.DatabaseUrl;

/// An address in front of a PostgreSQL where connections break: at one statement in twenty, half of
/// them before it is sent, half after it was carried out and committed.
///
/// @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html">Message Flow</a>
public final class UnreliableProxy implements AutoCloseable {
  private static final int ONE_IN = 20;
  private static final int QUERY = 'Q';
  private static final int SYNC = 'S';

  /// Asks for encryption, which is answered by one byte; a start-up message follows.
  private static final int SSL_REQUEST = 80_877_103;

  private static final int GSS_REQUEST = 80_877_104;

  private enum Fate {
    CARRIED_OUT,
    NOT_SENT,
    ANSWER_LOST
  }

  private final ServerSocket listener;
  private final DatabaseUrl behind;
  private final String target;
  private final Random random;
  private final AtomicLong broken = new AtomicLong();
  private volatile boolean breaks;

  /// Reliable until it is told otherwise.
  public UnreliableProxy(DatabaseUrl behind, long seed) {
    this.behind = behind;
    this.target = behind.jdbc().replaceAll("^.*?:([0-9]+)/.*$", "$1");
    this.random = new Random(seed);
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// The database by this address, for servers; migrations go past it.
  public DatabaseUrl url() {
    var here = ":" + listener.getLocalPort() + "/";
    return DatabaseUrl.parse(behind.jdbc().replace(":" + target + "/", here))
        .migratedBy(DatabaseUrl.parse(behind.migrationJdbc()));
  }

  /// Whether connections break from now on.
  public void setBreaking(boolean now) {
    breaks = now;
  }

  /// How many it broke.
  public long broken() {
    return broken.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fate next() {
    if (!breaks) {
      return Fate.CARRIED_OUT;
    }
    synchronized (random) {
      if (random.nextInt(ONE_IN) > 0) {
        return Fate.CARRIED_OUT;
      }
      broken.incrementAndGet();
      return random.nextBoolean() ? Fate.NOT_SENT : Fate.ANSWER_LOST;
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(target));
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
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
    private volatile boolean losesAnswer;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /// Hands on whole exchanges: messages up to the one that asks for an answer.
    void ask() {
      try (client;
          server) {
        var in = new DataInputStream(client.getInputStream());
        startUp(in);
        var exchange = new ByteArrayOutputStream();
        while (true) {
          int type = in.read();
          if (type < 0) {
            return;
          }
          var message = message(in);
          exchange.write(type);
          exchange.write(message);
          if (type != QUERY && type != SYNC && isWithinExchange(type)) {
            continue;
          }
          var fate = type == QUERY || type == SYNC ? next() : Fate.CARRIED_OUT;
          if (fate == Fate.NOT_SENT) {
            return;
          }
          losesAnswer = fate == Fate.ANSWER_LOST;
          server.getOutputStream().write(exchange.toByteArray());
          exchange.reset();
        }
      } catch (IOException e) {
        // the other direction closes, too
      }
    }

    /// Parse, Bind, Describe, Execute and Close wait for the Sync that ends them.
    private static boolean isWithinExchange(int type) {
      return "PBDEC".indexOf(type) >= 0;
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
