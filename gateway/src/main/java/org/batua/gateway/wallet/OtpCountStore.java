package org.batua.gateway.wallet;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// How often OTPs were sent and tried, in PostgreSQL.
public final class OtpCountStore {
  private static final NamedSql COUNT = Sql.named("wallet/count_otp");
  private static final String DELETE = Sql.text("wallet/delete_otp_count");
  private static final String DELETE_ENDED = Sql.text("wallet/delete_ended_otp_counts");

  private final Database database;

  public OtpCountStore(Database database) {
    this.database = database;
  }

  /// Buckets that one is counted in: in all or, where one of them is full, in none.
  ///
  /// @param maxima how many go into each in its window
  /// @param ends when a window that begins now ends
  record Buckets(Map<String, Integer> maxima, Instant ends) {
    /// As statements take them that count.
    Map<String, Object> values(Instant now) {
      var entries = List.copyOf(maxima.entrySet());
      Map<String, Object> values = new HashMap<>();
      values.put("buckets", entries.stream().map(Map.Entry::getKey).toList());
      values.put("maxima", entries.stream().map(it -> it.getValue().toString()).toList());
      values.put("bucketEnds", ends);
      values.put("now", now);
      return values;
    }
  }

  /// Counts one.
  ///
  /// @return when those are free again that are full; empty when it is counted
  Optional<Instant> count(Buckets buckets, Instant now) {
    return database
        .write(COUNT, buckets.values(now), row -> Rows.optionalInstant(row, "full_until"))
        .getFirst();
  }

  void delete(String bucket) {
    database.run(handle -> handle.createUpdate(DELETE).bind("bucket", bucket).execute());
  }

  int deleteEnded(Instant now) {
    return database.run(handle -> handle.createUpdate(DELETE_ENDED).bind("now", now).execute());
  }
}
