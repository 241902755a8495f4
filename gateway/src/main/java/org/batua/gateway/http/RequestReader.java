package org.batua.gateway.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Reads the bytes of requests for Helidon, and refuses where it would be lenient or would take as
/// much memory as it is sent.
///
/// What two programs in a row may read differently is refused: a header without a name, a chunk
/// whose size is no plain hexadecimal number, a chunk that does not end where its size says. The
/// line of a chunk's size has an end, and a chunk that is still coming counts among the bodies that
/// are being read. Empty lines before a request are passed over, a few: old clients send one after
/// a body. Source: RFC 9112, sections 2.2, 5 and 7.1.
final class RequestReader extends DataReader {
  /// How many empty lines there may be before a request.
  static final int EMPTY_LINES_MAX = 4;

  private static final int CHUNK_LINE_LENGTH_MAX = 16;
  private static final int LINE_END_LENGTH = 2;
  private static final Pattern CHUNK_LINE = Pattern.compile("[0-9A-Fa-f]*");

  private final Counted bytes;
  private final Semaphore unreadBytes;
  private boolean isContent;
  private boolean isBetweenRequests = true;

  @SuppressWarnings("removal") // what is to be called instead makes no subclass
  private RequestReader(Counted bytes, Semaphore unreadBytes) {
    super(bytes);
    this.bytes = bytes;
    this.unreadBytes = unreadBytes;
  }

  /// A reader of what a connection brings.
  ///
  /// @param unreadBytes how much all bodies that are being read may still take together
  static RequestReader of(Supplier<byte[]> bytes, Semaphore unreadBytes) {
    return new RequestReader(new Counted(bytes), unreadBytes);
  }

  /// The request was read to its end and answered: what comes now begins another one.
  void nextRequest() {
    isBetweenRequests = true;
  }

  @Override
  public int findNewLine(int max) {
    if (isBetweenRequests) {
      isBetweenRequests = false;
      for (int i = 0; i < EMPTY_LINES_MAX && startsWithNewLine(); i++) {
        skip(LINE_END_LENGTH);
      }
    }
    return super.findNewLine(max);
  }

  /// The line before a chunk, or the empty one after the last.
  @Override
  public String readLine() {
    int length = findNewLine(CHUNK_LINE_LENGTH_MAX);
    if (length >= CHUNK_LINE_LENGTH_MAX) {
      throw new IncorrectNewLineException("the size of a chunk has no end");
    }
    var line = length == 0 ? "" : readAsciiString(length);
    skip(LINE_END_LENGTH);
    if (!CHUNK_LINE.matcher(line).matches()) {
      throw new IncorrectNewLineException("the size of a chunk is no number");
    }
    return line;
  }

  /// The colon after a header's name, which is there.
  @Override
  public int findOrNewLine(byte wanted, int max) {
    int found = super.findOrNewLine(wanted, max);
    if (found == 0 && max > 0) {
      throw new IllegalArgumentException("a header without a name");
    }
    return found;
  }

  /// A whole chunk. All of it has to be here before any of it is used.
  @Override
  public BufferData readBuffer(int length) {
    int counted = 0;
    try {
      int here = Math.min(available(), length);
      count(here);
      counted = here;
      for (int missing = length - here; missing > 0; missing -= bytes.last) {
        pullData();
        count(bytes.last);
        counted += bytes.last;
      }
      isContent = true;
      return super.readBuffer(length);
    } finally {
      isContent = false;
      unreadBytes.release(counted);
    }
  }

  private void count(int came) {
    if (!unreadBytes.tryAcquire(came)) {
      throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
    }
  }

  @Override
  public BufferData readBuffer() {
    isContent = true;
    try {
      return super.readBuffer();
    } finally {
      isContent = false;
    }
  }

  /// Two bytes that are no content are the end of a line, also where Helidon does not look.
  @Override
  public void skip(int length) {
    if (length == LINE_END_LENGTH && !isContent && !startsWithNewLine()) {
      throw new IncorrectNewLineException("a chunk is longer than its size says");
    }
    super.skip(length);
  }

  /// Bytes of which it is known how many came last.
  private static final class Counted implements Supplier<byte[]> {
    private final Supplier<byte[]> delegate;
    private int last;

    Counted(Supplier<byte[]> delegate) {
      this.delegate = delegate;
    }

    @Override
    public byte[] get() {
      var came = delegate.get();
      last = came.length;
      return came;
    }
  }
}
