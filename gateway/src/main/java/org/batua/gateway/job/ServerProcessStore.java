package org.batua.gateway.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;

/// The server processes that are alive, in PostgreSQL and by its clock.
public final class ServerProcessStore {
  private static final String RENEW_LEASE = Sql.text("job/renew_lease");
  private static final String KEYS_OF_LIVING = Sql.text("job/keys_of_living");
  private static final String DELETE_PROCESS = Sql.text("job/delete_process");

  private final Database database;

  public ServerProcessStore(Database database) {
    this.database = database;
  }

  void alive(String id, Duration lease, String keys) {
    database.execute(
        handle ->
            handle
                .createUpdate(RENEW_LEASE)
                .bind("id", id)
                .bind("lease", lease.toMillis())
                .bind("keys", keys)
                .execute());
  }

  /// The keys that each living server process has read, the one that seals first, by its id.
  public Map<String, List<String>> keysOfLiving() {
    return database.run(
        handle ->
            handle
                .createQuery(KEYS_OF_LIVING)
                .reduceRows(
                    new TreeMap<String, List<String>>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("id", String.class),
                          List.of(row.getColumn("sealing_keys", String.class).split(" ")));
                      return found;
                    }));
  }

  void gone(String id) {
    database.execute(handle -> handle.createUpdate(DELETE_PROCESS).bind("id", id).execute());
  }
}
