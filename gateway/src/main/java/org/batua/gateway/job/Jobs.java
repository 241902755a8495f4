package org.batua.gateway.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.db.Database;

/// Recurring work: each job runs on one server process at a time, whichever is alive.
public final class Jobs implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

  private final Scheduler scheduler;

  /// Work that repeats.
  ///
  /// @param pause between the end of one run and the start of the next
  public record Job(String name, Duration pause, Runnable work) {}

  public Jobs(Database database, String processId, List<Job> jobs) {
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    for (var job : jobs) {
      tasks.add(
          Tasks.recurring(job.name(), FixedDelay.of(job.pause()))
              .execute((_, _) -> job.work().run()));
    }
    this.scheduler =
        Scheduler.create(database.dataSource())
            .startTasks(tasks)
            .schedulerName(new SchedulerName.Fixed(processId))
            .threads(Math.max(1, jobs.size()))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_WAIT)
            .addSchedulerListener(new JobHealth(database, processId))
            .build();
  }

  public void start() {
    scheduler.start();
  }

  /// Lets a run under way end, for a few seconds.
  @Override
  public void close() {
    scheduler.stop();
  }
}
