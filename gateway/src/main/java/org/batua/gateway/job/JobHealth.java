package org.batua.gateway.job;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.batua.gateway.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that the scheduler cannot work, and once that it works again. The scheduler itself
/// would tell of each try, with a stack trace.
final class JobHealth extends AbstractSchedulerListener {
  private static final Logger LOG = LoggerFactory.getLogger(JobHealth.class);

  private final Database database;
  private final AtomicBoolean standing = new AtomicBoolean();

  JobHealth(Database database) {
    this.database = database;
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType event) {
    switch (event) {
      case UNEXPECTED_ERROR -> {
        if (!standing.getAndSet(true)) {
          LOG.atError()
              .addKeyValue("database_answers", database.answers())
              .log("jobs stand still; said once");
        }
      }
      case RAN_EXECUTE_DUE -> {
        if (standing.getAndSet(false)) {
          LOG.atInfo().log("jobs run again");
        }
      }
      default -> {}
    }
  }
}
