package org.batua.bench.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The end of processes without a last word, as a power failure ends them.
final class Killing {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Killing() {}

  /// Sends SIGKILL to the process and to all that it has started, and waits until they are gone.
  static void kill(ProcessHandle process) {
    // the parent first: it must not see its children go and write a message about it
    List<ProcessHandle> family = Stream.concat(Stream.of(process), process.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    if (!Await.until(LIMIT, () -> family.stream().noneMatch(Killing::runs))) {
      throw new IllegalStateException("process " + process.pid() + ": survived SIGKILL");
    }
  }

  /// A process that has ended may stay in the table as long as its parent does not ask for it.
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
