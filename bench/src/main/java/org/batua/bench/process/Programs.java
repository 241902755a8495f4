package org.batua.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of the machine that are run to their end.
public final class Programs {
  private static final int SECONDS_MAX = 60;

  private Programs() {}

  /// Runs one.
  ///
  /// @return what it printed
  /// @throws IllegalStateException when it fails
  public static String run(String... command) {
    var ended = attempt(command);
    if (!ended.isGood()) {
      throw new IllegalStateException(
          String.join(" ", command) + ": " + ended.said().strip() + " (expected: done)");
    }
    return ended.said();
  }

  /// How a program ended.
  ///
  /// @param said what it printed, errors too
  public record Ended(int code, String said) {
    public boolean isGood() {
      return code == 0;
    }
  }

  /// Runs one that may fail.
  public static Ended attempt(String... command) {
    try {
      var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + ": does not end");
      }
      return new Ended(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(command[0] + ": cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
