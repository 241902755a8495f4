package org.batua.gateway.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a client: what it is doing, and since when.
final class OpenConnection {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnection.class);
  private static final int UNWANTED_BYTES_MAX = 16 << 20;
  private static final String HEAD = "HEAD ";

  private final HelidonSocket socket;
  private final Optional<InetAddress> peer;
  private final Thread thread = Thread.currentThread();
  private Phase phase = Phase.SILENT;
  private long sinceNanos = System.nanoTime();
  private boolean hasServed;
  private boolean isUnread;
  private boolean isHead;
  private int bytesRead;

  /// What a connection is doing.
  enum Phase {
    /// Nothing has come yet.
    SILENT,
    /// A request is coming.
    READING,
    /// A request is here and being worked on.
    WORKING,
    /// Its answer is on the way.
    ANSWERING,
    /// The answer is out, the next request has not begun.
    RESTING,
    /// The last answer is out, but not all was read that the client is sending.
    LEAVING,
    /// Ended by another thread.
    CUT_OFF
  }

  OpenConnection(HelidonSocket socket, Optional<InetAddress> peer) {
    this.socket = socket;
    this.peer = peer;
  }

  Optional<InetAddress> peer() {
    return peer;
  }

  /// What a connection was doing at one moment.
  ///
  /// @param hasServed whether one request at least was whole
  record Moment(OpenConnection of, Phase phase, long sinceNanos, boolean hasServed) {}

  synchronized Moment now() {
    return new Moment(this, phase, sinceNanos, hasServed);
  }

  synchronized boolean isHead() {
    return isHead;
  }

  /// How much of a request came, as long as it is not read to its end.
  synchronized int bytesRead() {
    return bytesRead;
  }

  /// The request has been read to its end: the next byte starts a new one.
  ///
  /// @throws CloseConnectionException when that came too late
  synchronized void requestRead() {
    enter(Phase.WORKING);
    bytesRead = 0;
    isUnread = false;
    hasServed = true;
  }

  synchronized void answering() {
    enter(Phase.ANSWERING);
  }

  synchronized void answered() {
    enter(Phase.RESTING);
  }

  private void enter(Phase next) {
    if (phase == Phase.CUT_OFF) {
      throw new CloseConnectionException("request not received in time");
    }
    phase = next;
    sinceNanos = System.nanoTime();
  }

  private synchronized void came(byte[] bytes) {
    if (phase == Phase.SILENT || phase == Phase.RESTING) {
      isHead = new String(bytes, StandardCharsets.ISO_8859_1).startsWith(HEAD);
      enter(Phase.READING);
      isUnread = true;
    }
    bytesRead += bytes.length;
  }

  /// Takes the right to end it from the thread that serves it, when it is still doing the same.
  synchronized boolean takeOver(Moment seen) {
    if (phase != seen.phase() || sinceNanos != seen.sinceNanos()) {
      return false;
    }
    phase = Phase.CUT_OFF;
    return true;
  }

  /// Ends what was taken over.
  ///
  /// @param lastWords what the client still gets
  void end(byte[] lastWords) {
    try {
      if (lastWords.length > 0) {
        socket.write(BufferData.create(lastWords));
      }
      socket.close();
    } catch (UncheckedIOException e) {
      LOG.debug("the client was gone already", e);
    }
  }

  /// Ends what was taken over while its thread may be stuck in writing, where closing would wait.
  void interrupt() {
    thread.interrupt();
  }

  byte[] read(DataReader reader) {
    try {
      reader.ensureAvailable();
    } catch (DataReader.InsufficientDataAvailableException e) {
      // an ordinary end: Helidon would log a stack trace when it comes within the headers
      throw new CloseConnectionException("the client closed the connection", e);
    }
    var bytes = reader.readBuffer().readBytes();
    came(bytes);
    return bytes;
  }

  /// Waits a moment for the client to take its last answer. To close while it is still sending
  /// would take the answer away from it, by a reset.
  void leave(DataReader reader) {
    synchronized (this) {
      if (!isUnread || phase == Phase.CUT_OFF) {
        return;
      }
      enter(Phase.LEAVING);
    }
    try {
      for (int unwanted = 0; unwanted < UNWANTED_BYTES_MAX; ) {
        reader.ensureAvailable();
        unwanted += reader.readBuffer().readBytes().length;
      }
    } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException e) {
      LOG.debug("the client has gone", e);
    }
  }

  /// How long it may be in a phase; empty for as long as it likes.
  static Optional<Duration> limitOf(Phase phase, HttpLimits.Times times) {
    return switch (phase) {
      case SILENT, READING -> Optional.of(times.requestRead());
      case ANSWERING -> Optional.of(times.answerTaken());
      case LEAVING -> Optional.of(Duration.ofSeconds(1));
      case RESTING -> Optional.of(times.idle());
      case WORKING, CUT_OFF -> Optional.empty();
    };
  }
}
