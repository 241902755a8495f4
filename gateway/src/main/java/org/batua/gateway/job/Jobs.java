package org.batua.gateway.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.db.Database;

/// Recurring work: each job runs on one server process at a time, whichever is alive. Of some jobs
/// all processes take a share at the same time.
public final class Jobs implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

  /// So often it is tried to write a job down before a start fails.
  private static final int TRIES_MAX = 10;

  private final List<RecurringTask<Void>> tasks = new ArrayList<>();
  private final Scheduler scheduler;
  private final List<SharedWork> shared;

  /// Work that repeats.
  ///
  /// @param pause between the end of one run and the start of the next
  /// @param share what each process does beside the one whose turn it is, as often; it takes what
  ///   no other process has taken
  public record Job(String name, Duration pause, Runnable work, Optional<Runnable> share) {
    public Job(String name, Duration pause, Runnable work) {
      this(name, pause, work, Optional.empty());
    }
  }

  public Jobs(Database database, String processId, List<Job> jobs) {
    for (var job : jobs) {
      tasks.add(
          Tasks.recurring(job.name(), FixedDelay.of(job.pause()))
              .execute((_, _) -> job.work().run()));
    }
    this.scheduler =
        Scheduler.create(database.dataSource(), List.copyOf(tasks))
            .schedulerName(new SchedulerName.Fixed(processId))
            .threads(Math.max(1, jobs.size()))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_WAIT)
            .addSchedulerListener(new JobHealth(database, processId))
            .build();
    this.shared =
        jobs.stream()
            .flatMap(
                job -> job.share().map(it -> new SharedWork(job.name(), job.pause(), it)).stream())
            .toList();
  }

  public void start() {
    tasks.forEach(this::writeDown);
    scheduler.start();
    shared.forEach(SharedWork::start);
  }

  /// Makes a job known to all processes. Left to itself, the scheduler would start without those
  /// that the database broke at, and nobody would run them.
  private void writeDown(RecurringTask<Void> task) {
    for (int tries = 1; ; tries++) {
      try {
        task.onStartup(scheduler, new SystemClock());
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  /// Lets runs under way end, for a few seconds.
  @Override
  public void close() {
    long end = System.nanoTime() + SHUTDOWN_WAIT.toNanos();
    shared.forEach(SharedWork::stop);
    scheduler.stop();
    shared.forEach(it -> it.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
  }
}
