package org.batua.gateway.job;

import java.time.Duration;
import org.batua.gateway.db.Database;

/// The server processes that are alive, in PostgreSQL and by its clock.
public final class ServerProcessStore {
  private final Database database;

  public ServerProcessStore(Database database) {
    this.database = database;
  }

  void alive(String id, Duration lease) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    with gone as (delete from server_process
                      where alive_until < now() - interval '1 day')
                    insert into server_process (id, alive_until)
                    values (:id, now() + :lease * interval '1 millisecond')
                    on conflict (id) do update set alive_until = excluded.alive_until
                    """)
                .bind("id", id)
                .bind("lease", lease.toMillis())
                .execute());
  }

  void gone(String id) {
    database.execute(handle -> handle.execute("delete from server_process where id = ?", id));
  }
}
