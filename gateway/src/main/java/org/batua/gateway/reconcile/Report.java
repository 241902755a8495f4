package org.batua.gateway.reconcile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.base.Money;
import org.batua.gateway.resolution.Transaction;

/// What a comparison came to.
///
/// @param differences the first of them; the totals count all
/// @param booked what our books moved within the period
/// @param moved what the statement moved within the period
/// @param openWithBoth how many movements are open here and not final there either
/// @param ofAnother how many lines are about movements of another merchant or account
public record Report(
    List<Difference> differences,
    Map<Difference.Kind, Total> totals,
    Map<Transaction.Kind, Total> booked,
    Map<Transaction.Kind, Total> moved,
    long openWithBoth,
    long ofAnother) {

  /// How many, and how much in each currency.
  ///
  /// @param amounts by currency code
  public record Total(long count, Map<String, Money> amounts) {
    static final Total NONE = new Total(0, Map.of());

    Total plus(Money amount) {
      var sums = new TreeMap<>(amounts);
      sums.merge(amount.currency().getCurrencyCode(), amount, Money::plus);
      return new Total(count + 1, sums);
    }
  }

  public Report {
    differences = List.copyOf(differences);
    totals = Map.copyOf(totals);
    booked = Map.copyOf(booked);
    moved = Map.copyOf(moved);
  }

  public boolean isEqual() {
    return totals.isEmpty();
  }
}
