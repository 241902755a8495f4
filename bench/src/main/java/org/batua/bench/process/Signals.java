package org.batua.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Processes that stand still for a while, as on a machine that swaps or whose virtual machine is
/// moved: SIGSTOP and SIGCONT.
public final class Signals {
  private static final int SECONDS_MAX = 10;

  private Signals() {}

  public static void pause(List<Long> pids) {
    send("-STOP", pids);
  }

  /// Lets them go on; those that are gone meanwhile do not matter.
  public static void resume(List<Long> pids) {
    send("-CONT", pids);
  }

  /// Ends them without a last word; those that are gone meanwhile do not matter.
  public static void kill(List<Long> pids) {
    send("-KILL", pids);
  }

  private static void send(String signal, List<Long> pids) {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", signal));
    pids.forEach(pid -> command.add(pid.toString()));
    try {
      var kill = new ProcessBuilder(command).redirectErrorStream(true).start();
      kill.getInputStream().readAllBytes();
      if (!kill.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + ": does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("kill: not found (expected: a POSIX system)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
