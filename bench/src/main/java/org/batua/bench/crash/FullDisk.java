package org.batua.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.batua.bench.process.Await;

/// A database whose disk has no byte left for a while. The disk is a small one of its own, which
/// takes the right to mount; elsewhere nothing happens.
final class FullDisk implements Blow.Striking {
  private static final String MEGABYTES = "1024";
  private static final int CHUNK = 65_536;
  private static final int SECONDS_MIN = 2;
  private static final int SECONDS_MAX = 8;
  private static final String BALLAST = "ballast";

  /// Puts a small file system at a directory.
  ///
  /// @return whether this process may
  static boolean mount(Path directory) {
    return run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory);
  }

  static void unmount(Path directory) {
    run("umount", directory);
  }

  @Override
  public String strike(World world, SplittableRandom random) {
    Optional<Path> disk = world.smallDisk();
    if (disk.isEmpty()) {
      return "no disk of its own to fill";
    }
    var ballast = disk.get().resolve(BALLAST);
    var pause = Duration.ofMillis(random.nextInt(SECONDS_MIN * 1000, SECONDS_MAX * 1000));
    try {
      fill(ballast);
      Await.pause(pause);
    } finally {
      delete(ballast);
    }
    world.restartDatabaseIfEnded();
    return String.format(Locale.ROOT, "disk full for %.1f s", pause.toMillis() / 1000.0);
  }

  private static void fill(Path ballast) {
    var chunk = new byte[CHUNK];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      // as intended
    }
  }

  private static void delete(Path ballast) {
    try {
      Files.deleteIfExists(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(Object... command) {
    var words = Arrays.stream(command).map(Object::toString).toList();
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(CHUNK, TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
