package org.batua.gateway.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Reads request bodies whole, each within a limit and all together within another: those who send
/// them are not known yet. Files go to the disk, a few at a time.
final class BodyReader {
  private static final byte[] NONE = {};
  private static final int BUFFER_BYTES = 8192;

  private static final int UPLOADS_AT_ONCE = 4;

  private final int bytesMax;
  private final int uploadBytesMax;
  private final Semaphore unreadBytes;
  private final UploadFolder uploadFolder;
  private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE);

  /// A reader.
  ///
  /// @param bytesMax of one body
  /// @param uploadBytesMax of one whose files go to the disk
  /// @param unreadBytes how much all bodies that are being read may still take together
  BodyReader(int bytesMax, int uploadBytesMax, Semaphore unreadBytes, UploadFolder uploadFolder) {
    this.bytesMax = bytesMax;
    this.uploadBytesMax = uploadBytesMax;
    this.unreadBytes = unreadBytes;
    this.uploadFolder = uploadFolder;
  }

  /// For [#readForm]; the caller closes it.
  UploadedForm newForm() {
    return new UploadedForm(uploadFolder);
  }

  /// Waits for the whole body.
  ///
  /// @throws Rejected when it is too large or badly framed, or too much is being read already
  byte[] read(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return NONE;
    }
    int taken = 0;
    try (var in = content(request, bytesMax)) {
      var body = new ByteArrayOutputStream();
      var buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        // what has come is counted, not what is promised: a promise takes no memory
        if (!unreadBytes.tryAcquire(count)) {
          throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
        }
        taken += count;
        body.write(buffer, 0, count);
      }
      return body.toByteArray();
    } catch (IOException e) {
      throw LimitedContent.gone(e);
    } finally {
      unreadBytes.release(taken);
    }
  }

  /// Waits for a whole form, whose files go to the disk.
  ///
  /// @param into whose files the caller deletes, also after a refusal
  /// @throws Rejected as [#read], or when other files are coming already
  void readForm(ServerRequest request, String contentType, UploadedForm into) {
    if (!uploads.tryAcquire()) {
      throw new Rejected(new Rejection.Unavailable(Duration.ofSeconds(1)));
    }
    try (var in = content(request, uploadBytesMax)) {
      Bodies.multipart(contentType, in, into);
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw LimitedContent.gone(e);
    } finally {
      uploads.release();
    }
  }

  private static InputStream content(ServerRequest request, int bytesMax) {
    if (request.headers().contentLength().orElse(0) > bytesMax) {
      throw new Rejected(new Rejection.BodyTooLarge(bytesMax));
    }
    return new LimitedContent(request.content().inputStream(), bytesMax);
  }
}
