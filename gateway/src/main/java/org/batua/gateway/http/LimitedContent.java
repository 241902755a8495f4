package org.batua.gateway.http;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// What comes of a body, up to a limit; every way in which it may be broken has its answer.
final class LimitedContent extends FilterInputStream {
  private static final Rejection UNFRAMED =
      new Rejection.UnreadableBody("the body is not framed as HTTP wants it");

  private final int bytesMax;
  private int bytes;

  LimitedContent(InputStream in, int bytesMax) {
    super(in);
    this.bytesMax = bytesMax;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(into, offset, length);
    } catch (Rejected | CloseConnectionException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw gone(e);
    } catch (RequestException e) {
      throw new Rejected(
          e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
              ? new Rejection.BodyTooLarge(bytesMax)
              : UNFRAMED);
    } catch (RuntimeException e) {
      // Helidon lets whatever its parser of chunks throws pass
      throw new Rejected(UNFRAMED);
    }
    bytes += Math.max(count, 0);
    if (bytes > bytesMax) {
      throw new Rejected(new Rejection.BodyTooLarge(bytesMax));
    }
    return count;
  }

  static CloseConnectionException gone(Exception e) {
    return new CloseConnectionException("the client closed the connection", e);
  }
}
