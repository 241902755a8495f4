package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.job.OldRows;
import org.batua.gateway.monitoring.FigureStore;
import org.batua.gateway.monitoring.Figures;
import org.batua.gateway.payment.TokenUseStore;
import org.batua.gateway.trace.OtlpTracing;
import org.batua.gateway.trace.Tracing;
import org.batua.gateway.trace.UnkeptSpans;

/// The part of the composition root that makes what operators watch.
final class MonitoringFeature implements AutoCloseable {
  private final JvmMeters jvm;
  private final Figures figures;
  private final OldRows tokenUses;
  private final OldRows commitSlots;

  /// Measures the process from now on; nothing is counted in the database yet.
  MonitoringFeature(Config config, Database database, DatabaseClock clock, MeterRegistry meters) {
    this.jvm = JvmMeters.register(meters);
    database.measure(meters);
    ClockMeter.register(meters, clock);
    var pause = config.monitoring().refresh();
    this.tokenUses =
        new OldRows(
            "token_uses",
            config.monitoring().tokenUses(),
            new TokenUseStore(database)::forget,
            clock,
            meters);
    this.commitSlots =
        new OldRows("commit_slots", Duration.ofDays(1), database::forgetCommitSlots, clock, meters);
    this.figures = new Figures(new FigureStore(database), meters, clock, pause);
  }

  /// The library behind it is not even loaded unless traces are asked for.
  static Tracing tracing(Config config) {
    var version = System.getProperty("batua.version", "unknown");
    return config
        .monitoring()
        .traces()
        .<Tracing>map(it -> new OtlpTracing(it.collector(), it.samplePercent(), version))
        .orElseGet(UnkeptSpans::new);
  }

  void start() {
    figures.start();
  }

  List<Jobs.Job> jobs() {
    return List.of(
        new Jobs.Job("forget-token-uses", Duration.ofHours(1), tokenUses::delete),
        new Jobs.Job("forget-commit-slots", Duration.ofHours(1), commitSlots::delete));
  }

  /// Does now what is done again and again.
  void sweep() {
    tokenUses.delete();
    commitSlots.delete();
    figures.refresh();
  }

  @Override
  public void close() {
    figures.close();
    jvm.close();
  }
}
