package org.batua.bench.scale;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How full each part of an installation is at a rate of payments, and which part is full first.
///
/// Everything is taken to grow with the rate: what waits for each other within PostgreSQL is not in
/// it, so that its answers are upper bounds.
public final class ScaleModel {
  private static final double MICROS = 1e6;

  /// `autovacuum_freeze_max_age` as delivered.
  private static final double FREEZE_AGE = 2e8;

  private final PaymentCost cost;
  private final Site site;

  public ScaleModel(PaymentCost cost, Site site) {
    this.cost = cost;
    this.site = site;
  }

  /// What cannot be had more of by starting another gateway.
  public enum Part {
    FAN_OUT("fan-out of events"),
    POSTGRES_CPU("PostgreSQL's cores"),
    LOG("PostgreSQL's log"),
    CONNECTIONS("connections");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// How full a part is.
  ///
  /// @param share 1 is full
  public record Load(Part part, double share) {}

  /// How many machines with a gateway are needed, each event being sent to one endpoint.
  public int servers(double perSecond) {
    double payments = perSecond * cost.gatewayMicros() / MICROS / site.usableShare();
    double deliveries = perSecond * cost.events() / site.deliveriesPerCore();
    return (int) Math.ceil((payments + deliveries) / site.serverCores());
  }

  /// PostgreSQL's cores that are busy.
  public double postgresCores(double perSecond) {
    return perSecond * cost.postgresMicros() / MICROS;
  }

  /// Bytes a second in PostgreSQL's log.
  public double logBytes(double perSecond) {
    return perSecond * cost.logBytes();
  }

  /// Bytes that a day of it adds for ever.
  public double storedBytesPerDay(double perSecond) {
    return perSecond * cost.storedBytes() * 86_400;
  }

  /// Hours until as many transactions have written as PostgreSQL lets pass before it must freeze.
  public double hoursBetweenFreezes(double perSecond) {
    return FREEZE_AGE / (perSecond * cost.transactions()) / 3600;
  }

  /// How full a part is at a rate.
  public double share(Part part, double perSecond) {
    return switch (part) {
      case FAN_OUT -> perSecond * cost.events() / site.fanOutPerSecond();
      case POSTGRES_CPU -> postgresCores(perSecond) / (site.databaseCores() * site.usableShare());
      case LOG -> logBytes(perSecond) / site.logBytesPerSecond();
      case CONNECTIONS ->
          (double) servers(perSecond) * site.connectionsPerServer() / site.connectionsMax();
    };
  }

  /// All parts at a rate, the fullest first.
  public List<Load> loads(double perSecond) {
    return Arrays.stream(Part.values())
        .map(part -> new Load(part, share(part, perSecond)))
        .sorted(Comparator.comparingDouble(Load::share).reversed())
        .toList();
  }
}
