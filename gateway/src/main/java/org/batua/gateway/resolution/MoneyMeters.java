package org.batua.gateway.resolution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts what becomes of money whose outcome was open.
public final class MoneyMeters {
  private final MeterRegistry meters;
  private final Counter secondCharges;
  private final Map<Transaction.Kind, Counter> lateSuccesses =
      new EnumMap<>(Transaction.Kind.class);
  private final Map<Transaction.Kind, Counter> notStorable = new EnumMap<>(Transaction.Kind.class);

  /// What should never happen is there from the start, as 0: only so can its first time be seen.
  public MoneyMeters(MeterRegistry meters) {
    this.meters = meters;
    this.secondCharges = meters.counter("batua.money.second.charges");
    for (var kind : Transaction.Kind.values()) {
      lateSuccesses.put(kind, meters.counter("batua.money.late.successes", "kind", label(kind)));
      notStorable.put(kind, meters.counter("batua.money.not.storable", "kind", label(kind)));
    }
  }

  /// A transition that the resolver stored.
  void resolved(Transaction.Kind kind, Enum<?> to) {
    meters.counter("batua.money.resolved", "kind", label(kind), "to", label(to)).increment();
  }

  /// Money that moved after all, where it had been presumed not to.
  void lateSuccess(Transaction.Kind kind) {
    Objects.requireNonNull(lateSuccesses.get(kind)).increment();
  }

  /// A transition that the database refused.
  void notStorable(Transaction.Kind kind) {
    Objects.requireNonNull(notStorable.get(kind)).increment();
  }

  /// A payment that was charged although its order had been paid.
  public void secondCharge() {
    secondCharges.increment();
  }

  private static String label(Transaction.Kind kind) {
    return switch (kind) {
      case DEBIT -> "payment";
      case REFUND -> "refund";
      case TOPUP -> "topup";
    };
  }

  private static String label(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
