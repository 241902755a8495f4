package org.batua.gateway.job;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.batua.gateway.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs one line when the scheduler stalls and one when it recovers. The scheduler itself would log
/// every attempt, with a stack trace.
final class JobHealth extends AbstractSchedulerListener {
  private static final Logger LOG = LoggerFactory.getLogger(JobHealth.class);

  private final Database database;
  private final String processId;
  private final AtomicBoolean stalled = new AtomicBoolean();

  JobHealth(Database database, String processId) {
    this.database = database;
    this.processId = processId;
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType event) {
    switch (event) {
      case UNEXPECTED_ERROR -> {
        if (!stalled.getAndSet(true)) {
          LOG.atError()
              .addKeyValue("process", processId)
              .addKeyValue("database_answers", database.answers())
              .log("scheduler stalled; logged once until it recovers");
        }
      }
      case RAN_EXECUTE_DUE -> {
        if (stalled.getAndSet(false)) {
          LOG.atInfo().addKeyValue("process", processId).log("scheduler recovered");
        }
      }
      default -> {}
    }
  }
}
