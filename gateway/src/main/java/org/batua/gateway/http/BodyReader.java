package org.batua.gateway.http;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Reads request bodies whole, each within a limit and all together within another: those who send
/// them are not known yet.
final class BodyReader {
  private static final Rejection UNFRAMED =
      new Rejection.UnreadableBody("the body is not framed as HTTP wants it");
  private static final byte[] NONE = {};
  private static final int BUFFER_BYTES = 8192;

  private final int bytesMax;
  private final Semaphore unreadBytes;

  /// A reader.
  ///
  /// @param bytesMax of one body
  /// @param unreadBytes how much all bodies that are being read may still take together
  BodyReader(int bytesMax, Semaphore unreadBytes) {
    this.bytesMax = bytesMax;
    this.unreadBytes = unreadBytes;
  }

  /// Waits for the whole body.
  ///
  /// @throws Rejected when it is too large or badly framed, or too much is being read already
  byte[] read(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return NONE;
    }
    if (request.headers().contentLength().orElse(0) > bytesMax) {
      throw new Rejected(new Rejection.BodyTooLarge(bytesMax));
    }
    int taken = 0;
    try (var in = request.content().inputStream()) {
      var body = new ByteArrayOutputStream();
      var buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (body.size() + count > bytesMax) {
          throw new Rejected(new Rejection.BodyTooLarge(bytesMax));
        }
        // what has come is counted, not what is promised: a promise takes no memory
        if (!unreadBytes.tryAcquire(count)) {
          throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
        }
        taken += count;
        body.write(buffer, 0, count);
      }
      return body.toByteArray();
    } catch (Rejected | CloseConnectionException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client closed the connection", e);
    } catch (RequestException e) {
      throw new Rejected(
          e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
              ? new Rejection.BodyTooLarge(bytesMax)
              : UNFRAMED);
    } catch (RuntimeException e) {
      // Helidon lets whatever its parser of chunks throws pass
      throw new Rejected(UNFRAMED);
    } finally {
      unreadBytes.release(taken);
    }
  }
}
