package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.monitoring.FigureStore;
import org.batua.gateway.monitoring.Figures;

/// The part of the composition root that makes what operators watch.
final class MonitoringFeature implements AutoCloseable {
  private final JvmMeters jvm;
  private final Figures figures;

  /// Measures the process from now on; nothing is counted in the database yet.
  MonitoringFeature(Config config, Database database, DatabaseClock clock, MeterRegistry meters) {
    this.jvm = JvmMeters.register(meters);
    database.measure(meters);
    ClockMeter.register(meters, clock);
    var pause = config.monitoring().refresh();
    this.figures = new Figures(new FigureStore(database), meters, clock, pause);
  }

  void start() {
    figures.start();
  }

  /// Counts now.
  void refresh() {
    figures.refresh();
  }

  @Override
  public void close() {
    figures.close();
    jvm.close();
  }
}
