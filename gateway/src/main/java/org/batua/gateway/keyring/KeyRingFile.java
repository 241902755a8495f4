package org.batua.gateway.keyring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.FileFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of a server's key ring, read again when it changes, so that a key is added, promoted
/// and retired without a restart.
public final class KeyRingFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRingFile.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Path file;
  private final KeyRing ring;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("key-ring").factory());
  private byte[] read;

  private KeyRingFile(Path file) throws IOException {
    this.file = file;
    this.read = Files.readAllBytes(file);
    this.ring = KeyRing.read(file);
  }

  /// Reads the ring and looks every five seconds whether it has changed.
  public static KeyRingFile follow(Path file) {
    return follow(file, LOOK);
  }

  /// As [#follow(Path)], at other intervals.
  public static KeyRingFile follow(Path file, Duration interval) {
    try {
      var followed = new KeyRingFile(file);
      followed.ring.readAgainWith(followed::look);
      var _ =
          followed.looks.scheduleWithFixedDelay(
              followed::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
      return followed;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "key ring "
              + file
              + ": "
              + FileFailure.text(e)
              + " (expected: a readable file; bring it back from its copy, or for a first start"
              + " make one with ./batua keyring create)",
          e);
    }
  }

  /// As [#follow(Path)], of a ring that is made when there is none.
  public static KeyRingFile followOrCreate(Path file) {
    if (!Files.exists(file)) {
      KeyRing.create().write(file);
    }
    return follow(file);
  }

  /// Always the newest.
  public KeyRing ring() {
    return ring;
  }

  /// A file that cannot be read leaves the keys as they are.
  synchronized void look() {
    try {
      var bytes = Files.readAllBytes(file);
      if (Arrays.equals(bytes, read)) {
        return;
      }
      read = bytes;
      ring.become(KeyRing.read(file));
      LOG.atInfo()
          .addKeyValue("sealing_key", ring.keyIds().getFirst())
          .addKeyValue("keys", ring.keyIds().size())
          .log("key ring read again");
    } catch (IOException | RuntimeException e) {
      LOG.atError()
          .addKeyValue("cause", e.getMessage())
          .log("key ring changed and cannot be read; the keys stay as they were");
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
