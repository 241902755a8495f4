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
  private static final int UPLOAD_PART_BYTES = 1 << 20;
  private static final int METHOD_LENGTH_MAX = 32;
  private static final int BEGINNING_LENGTH_MAX =
      METHOD_LENGTH_MAX + 2 * RequestReader.EMPTY_LINES_MAX;

  private final HelidonSocket socket;
  private final Optional<InetAddress> peer;
  private final Thread thread = Thread.currentThread();
  private Phase phase = Phase.SILENT;
  private long sinceNanos = System.nanoTime();
  private boolean hasServed;
  private boolean isUnread;
  private final StringBuilder start = new StringBuilder();
  private Optional<RequestReader> reader = Optional.empty();
  private int bytesRead;
  private boolean isUploading;
  private int bytesSeen;

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

  /// Names the reader that holds what has come and is not read yet.
  synchronized void readBy(RequestReader reading) {
    reader = Optional.of(reading);
  }

  /// The method of the request, letter by letter as it came: Helidon takes `get` for `GET`. One
  /// that is too long to be any is cut; empty before it is whole.
  synchronized String method() {
    int end = start.indexOf(" ");
    return end < 0 && start.length() < METHOD_LENGTH_MAX
        ? ""
        : start.substring(0, end < 0 ? METHOD_LENGTH_MAX : end);
  }

  synchronized boolean isHead() {
    return method().equals("HEAD");
  }

  /// How much of a request came, as long as it is not read to its end.
  synchronized int bytesRead() {
    return bytesRead;
  }

  /// A file is coming, which may take its time: each part of it gets as long as a whole request.
  synchronized void uploading() {
    isUploading = true;
    bytesSeen = bytesRead;
  }

  /// The request has been read to its end: the next byte starts a new one.
  ///
  /// @throws CloseConnectionException when that came too late
  synchronized void requestRead() {
    enter(Phase.WORKING);
    bytesRead = 0;
    isUnread = false;
    isUploading = false;
    hasServed = true;
  }

  synchronized void answering() {
    enter(Phase.ANSWERING);
  }

  /// The answer is out. What came with its request already belongs to the next one.
  synchronized void answered() {
    enter(Phase.RESTING);
    start.setLength(0);
    reader.ifPresent(RequestReader::nextRequest);
    int more = reader.map(DataReader::available).orElse(0);
    if (more > 0) {
      var next = reader.orElseThrow().getBuffer(Math.min(more, BEGINNING_LENGTH_MAX)).readBytes();
      came(next);
      bytesRead = more;
    }
  }

  private void enter(Phase next) {
    if (phase == Phase.CUT_OFF) {
      throw new CloseConnectionException("request not received in time");
    }
    phase = next;
    sinceNanos = System.nanoTime();
  }

  private synchronized void came(byte[] bytes) {
    int from = 0;
    if (phase == Phase.SILENT || phase == Phase.RESTING) {
      from = emptyLines(bytes);
      if (from == bytes.length) {
        // nothing of a request: whoever sends no more goes on resting, and no longer than before
        return;
      }
      enter(Phase.READING);
      isUnread = true;
    }
    if (start.length() < METHOD_LENGTH_MAX) {
      int wanted = Math.min(bytes.length - from, METHOD_LENGTH_MAX - start.length());
      start.append(new String(bytes, from, wanted, StandardCharsets.ISO_8859_1));
    }
    bytesRead += bytes.length;
    if (isUploading && phase == Phase.READING && bytesRead - bytesSeen >= UPLOAD_PART_BYTES) {
      bytesSeen = bytesRead;
      sinceNanos = System.nanoTime();
    }
  }

  private static int emptyLines(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && (bytes[length] == '\r' || bytes[length] == '\n')) {
      length++;
    }
    return length;
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
