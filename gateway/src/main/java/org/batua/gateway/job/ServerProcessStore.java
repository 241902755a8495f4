package org.batua.gateway.job;

import java.time.Duration;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;

/// The server processes that are alive, in PostgreSQL and by its clock.
public final class ServerProcessStore {
  private static final String RENEW_LEASE = Sql.text("job/renew_lease");
  private static final String DELETE_PROCESS = Sql.text("job/delete_process");

  private final Database database;

  public ServerProcessStore(Database database) {
    this.database = database;
  }

  void alive(String id, Duration lease) {
    database.execute(
        handle ->
            handle
                .createUpdate(RENEW_LEASE)
                .bind("id", id)
                .bind("lease", lease.toMillis())
                .execute());
  }

  void gone(String id) {
    database.execute(handle -> handle.createUpdate(DELETE_PROCESS).bind("id", id).execute());
  }
}
