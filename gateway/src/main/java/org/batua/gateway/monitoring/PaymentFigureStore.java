package org.batua.gateway.monitoring;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;
import org.batua.gateway.db.Tx;

/// The figures of payments by minute and hour in PostgreSQL.
public final class PaymentFigureStore {
  private static final String BEGIN = Sql.text("monitoring/begin_figure_pass");
  private static final String LOCK = Sql.text("monitoring/lock_figure_pass");
  private static final String MOVE = Sql.text("monitoring/move_figure_pass");
  private static final String FORGET = Sql.text("monitoring/forget_payment_figures");
  private static final String COUNT_MINUTES = Sql.text("monitoring/count_payment_minutes");
  private static final String COUNT_HOURS = Sql.text("monitoring/count_payment_hours");

  private final Database database;

  public PaymentFigureStore(Database database) {
    this.database = database;
  }

  /// Minutes that are counted in one go.
  ///
  /// @param to the first one that is not
  /// @param done up to where the pass has come with this
  record Window(Instant from, Instant to, Instant done) {}

  /// Which window comes next of a pass that has come so far.
  interface Next {
    Window after(Instant doneUntil);
  }

  /// Counts the next window of a pass anew, with the hours that it lies in.
  ///
  /// @param start where the pass begins when it never ran
  Window count(String pass, Instant start, Next next) {
    return database.inTransaction(
        tx -> {
          tx.handle().createUpdate(BEGIN).bind("pass", pass).bind("until", start).execute();
          var done = tx.handle().createQuery(LOCK).bind("pass", pass).mapTo(Instant.class).one();
          var window = next.after(done);
          if (window.from().isBefore(window.to())) {
            count(tx, window);
            tx.handle()
                .createUpdate(MOVE)
                .bind("pass", pass)
                .bind("until", window.done())
                .execute();
          }
          return window;
        });
  }

  private static void count(Tx tx, Window window) {
    replace(tx, "MINUTE", COUNT_MINUTES, window.from(), window.to());
    var hour = window.from().truncatedTo(ChronoUnit.HOURS);
    var last = window.to().minusNanos(1).truncatedTo(ChronoUnit.HOURS);
    replace(tx, "HOUR", COUNT_HOURS, hour, last.plus(1, ChronoUnit.HOURS));
  }

  private static void replace(Tx tx, String unit, String sql, Instant from, Instant to) {
    forget(tx, unit, from, to);
    tx.handle().createUpdate(sql).bind("from", from).bind("to", to).execute();
  }

  private static void forget(Tx tx, String unit, Instant from, Instant to) {
    tx.handle().createUpdate(FORGET).bind("unit", unit).bind("from", from).bind("to", to).execute();
  }

  /// Forgets what is older.
  void forgetBefore(Instant minutes, Instant hours) {
    database.inTransaction(
        tx -> {
          forget(tx, "MINUTE", Instant.EPOCH, minutes);
          forget(tx, "HOUR", Instant.EPOCH, hours);
          return null;
        });
  }
}
