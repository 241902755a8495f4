package org.batua.gateway.wallet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// How often OTPs were sent and tried, in PostgreSQL.
public final class OtpCountStore {
  private static final String COUNT = Sql.text("wallet/count_otps");
  private static final String DELETE = Sql.text("wallet/delete_otp_count");
  private static final String DELETE_ENDED = Sql.text("wallet/delete_ended_otp_counts");

  private final Database database;

  public OtpCountStore(Database database) {
    this.database = database;
  }

  /// How many there were in the window of a bucket, this one with them.
  record Count(String bucket, int used, Instant endsAt) {}

  /// Counts one in all buckets, or, where one has too many, in none.
  ///
  /// @param ends when a window that begins now ends
  /// @return those that have too many
  List<Count> count(
      Collection<String> buckets, Instant now, Instant ends, Predicate<Count> isTooMany) {
    try {
      database.inTransaction(
          tx -> {
            var full =
                tx
                    .handle()
                    .createQuery(COUNT)
                    .bindArray("buckets", String.class, buckets.toArray())
                    .bind("now", now)
                    .bind("ends", ends)
                    .map(
                        (row, _) ->
                            new Count(
                                row.getString("bucket"),
                                row.getInt("used"),
                                Rows.instant(row, "ends_at")))
                    .list()
                    .stream()
                    .filter(isTooMany)
                    .toList();
            if (!full.isEmpty()) {
              throw new Full(full);
            }
            return full;
          });
      return List.of();
    } catch (Full e) {
      return e.buckets;
    }
  }

  /// Undoes the counting: what is refused must not use up what others share.
  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Count> buckets;

    Full(List<Count> buckets) {
      super("", null, false, false);
      this.buckets = buckets;
    }
  }

  void delete(String bucket) {
    database.run(handle -> handle.createUpdate(DELETE).bind("bucket", bucket).execute());
  }

  int deleteEnded(Instant now) {
    return database.run(handle -> handle.createUpdate(DELETE_ENDED).bind("now", now).execute());
  }
}
