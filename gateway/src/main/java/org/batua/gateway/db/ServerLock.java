package org.batua.gateway.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.batua.gateway.base.FileFailure;

/// Keeps a second server out of a data directory; the operating system frees it with its process.
public final class ServerLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private ServerLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// Empty when another process holds the directory.
  public static Optional<ServerLock> take(Path dataDirectory) {
    try {
      Files.createDirectories(dataDirectory);
      var channel =
          FileChannel.open(
              dataDirectory.resolve("server.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new ServerLock(channel, lock));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "data directory "
              + dataDirectory
              + ": "
              + FileFailure.text(e)
              + " (expected: one that this user can write; name another with --data-dir)",
          e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
