package org.batua.gateway.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The figures that only the database knows: open money, jobs, differences, sizes. They are counted
/// on a timer, so that a scrape asks the database nothing.
public final class Figures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
  private static final List<String> KINDS = List.of("payment", "refund", "topup");
  private static final String REVIEW = "manual_review";

  private final FigureStore store;
  private final InstantSource clock;
  private final Duration pause;
  private final LabelledGauge open;
  private final LabelledGauge oldest;
  private final LabelledGauge review;
  private final LabelledGauge jobLag;
  private final LabelledGauge jobSuccess;
  private final LabelledGauge jobFailures;
  private final LabelledGauge differences;
  private final LabelledGauge compared;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("figures").factory());
  private volatile FigureStore.Sizes sizes = new FigureStore.Sizes(0, 0, 0, 0);
  private volatile Instant refreshedAt;

  /// Nothing is counted before [#refresh()] or [#start()].
  ///
  /// @param pause between two counts
  public Figures(FigureStore store, MeterRegistry meters, InstantSource clock, Duration pause) {
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    this.refreshedAt = clock.instant();
    this.open = new LabelledGauge(meters, "batua.money.open", null);
    this.oldest = new LabelledGauge(meters, "batua.money.oldest.open", "seconds");
    this.review = new LabelledGauge(meters, "batua.money.manual.review", null);
    this.jobLag = new LabelledGauge(meters, "batua.job.lag", "seconds");
    this.jobSuccess = new LabelledGauge(meters, "batua.job.last.success.timestamp", "seconds");
    this.jobFailures = new LabelledGauge(meters, "batua.job.consecutive.failures", null);
    this.differences = new LabelledGauge(meters, "batua.reconciliation.differences", null);
    this.compared = new LabelledGauge(meters, "batua.reconciliation.last.run.timestamp", "seconds");
    gauge(meters, "batua.database.size", "bytes", it -> it.sizes.bytes());
    gauge(meters, "batua.database.sessions", null, it -> it.sizes.sessions());
    gauge(
        meters,
        "batua.database.oldest.transaction",
        "seconds",
        it -> it.sizes.oldestTransactionSeconds());
    gauge(meters, "batua.database.transaction.ids", null, it -> it.sizes.transactionIds());
    gauge(meters, "batua.figures.age", "seconds", Figures::ageSeconds);
  }

  private void gauge(
      MeterRegistry meters, String name, @Nullable String unit, ToDoubleFunction<Figures> value) {
    Gauge.builder(name, this, value).baseUnit(unit).register(meters);
  }

  private double ageSeconds() {
    return Duration.between(refreshedAt, clock.instant()).toMillis() / 1e3;
  }

  /// Starts to count again and again.
  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::refreshOrLog, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refreshOrLog() {
    try {
      refresh();
      if (failing.getAndSet(false)) {
        LOG.atInfo().log("figures are counted again");
      }
    } catch (RuntimeException e) {
      if (!failing.getAndSet(true)) {
        LOG.atWarn()
            .addKeyValue("cause", e.toString())
            .log("figures cannot be counted; logged once until they can");
      }
    }
  }

  /// Counts now.
  public void refresh() {
    var now = clock.instant();
    money(store.open(now), now);
    jobs(store.jobs());
    differences(store.differences());
    sizes = store.sizes();
    refreshedAt = now;
  }

  private void money(List<FigureStore.Open> found, Instant now) {
    Map<Tags, Double> all = new HashMap<>();
    Map<Tags, Double> ages = new HashMap<>();
    Map<Tags, Double> waiting = new HashMap<>();
    KINDS.forEach(kind -> waiting.put(Tags.of("kind", kind), 0.0));
    KINDS.forEach(kind -> ages.put(Tags.of("kind", kind), 0.0));
    for (var it : found) {
      var kind = Tags.of("kind", it.kind());
      double count = it.transactions();
      all.put(kind.and("status", it.status(), "age", it.age()), count);
      if (it.status().equals(REVIEW)) {
        waiting.merge(kind, count, Double::sum);
      } else {
        ages.merge(kind, Duration.between(it.oldest(), now).toMillis() / 1e3, Math::max);
      }
    }
    open.set(all);
    oldest.set(ages);
    review.set(waiting);
  }

  private void jobs(List<FigureStore.Job> jobs) {
    jobLag.set(byJob(jobs, FigureStore.Job::lagSeconds));
    jobSuccess.set(byJob(jobs, FigureStore.Job::lastSuccess));
    jobFailures.set(byJob(jobs, FigureStore.Job::failures));
  }

  private static Map<Tags, Double> byJob(
      List<FigureStore.Job> jobs, ToDoubleFunction<FigureStore.Job> value) {
    Map<Tags, Double> values = new HashMap<>();
    jobs.forEach(job -> values.put(Tags.of("job_name", job.name()), value.applyAsDouble(job)));
    return values;
  }

  private void differences(List<FigureStore.Differences> found) {
    Map<Tags, Double> counts = new HashMap<>();
    Map<Tags, Double> runs = new HashMap<>();
    for (var it : found) {
      var gateway = Tags.of("gateway", it.gateway());
      it.kind().ifPresent(kind -> counts.put(gateway.and("difference", kind), (double) it.found()));
      runs.merge(gateway, it.oldest(), Math::min);
    }
    differences.set(counts);
    compared.set(runs);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
