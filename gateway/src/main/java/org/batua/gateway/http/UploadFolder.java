package org.batua.gateway.http;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a process keeps the files of forms until it has answered: a folder of its own, locked for
/// as long as it lives, so that what a killed process left is known, and deleted, at the next
/// start.
final class UploadFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
  private static final String PREFIX = "batua-uploads-";
  private static final String LOCK = "alive";

  private final Path parent;
  private @Nullable Own own;

  private record Own(Path folder, FileChannel lock) {}

  /// @param parent where each process has its folder
  UploadFolder(Path parent) {
    this.parent = parent;
  }

  /// Deletes what killed processes left.
  void sweep() {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var folder : folders) {
        if (isLeft(folder)) {
          delete(folder);
          LOG.atInfo().addKeyValue("folder", folder).log("uploads of a killed process deleted");
        }
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("folder", parent).setCause(e).log("old uploads were not deleted");
    }
  }

  private static boolean isLeft(Path folder) {
    try (var channel = FileChannel.open(folder.resolve(LOCK), WRITE);
        var lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException e) {
      // another user's, or this process's own
      return false;
    }
  }

  /// An empty file, which the caller deletes.
  synchronized Path newFile() throws IOException {
    if (own == null) {
      own = make();
    }
    return Files.createTempFile(own.folder(), "upload", "");
  }

  /// It gets its name when it is locked: no other process sees it without its lock.
  private Own make() throws IOException {
    var unnamed = Files.createTempDirectory(parent, "batua-new-");
    var lock = FileChannel.open(unnamed.resolve(LOCK), CREATE_NEW, WRITE);
    lock.lock();
    var suffix = unnamed.getFileName().toString().substring("batua-new-".length());
    return new Own(Files.move(unnamed, parent.resolve(PREFIX + suffix)), lock);
  }

  @Override
  public synchronized void close() {
    if (own == null) {
      return;
    }
    try {
      delete(own.folder());
      own.lock().close();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("folder", own.folder()).setCause(e).log("uploads were not deleted");
    }
    own = null;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
