package org.batua.gateway.reconcile;

import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.resolution.Transaction;

/// One thing that our books and a statement do not agree on; at least one side is present.
///
/// @param name by which both sides know the movement
public record Difference(
    Kind kind,
    Transaction.Kind transaction,
    String name,
    Optional<BookEntry> ours,
    Optional<StatementEntry> theirs) {

  /// What is wrong.
  public enum Kind {
    /// The statement has it, moved or open; we have never heard of it.
    MISSING_HERE,
    /// It is in our books; the statement does not have it.
    MISSING_THERE,
    /// It moved on both sides, by different amounts.
    OTHER_AMOUNT,
    /// One side moved it and the other says that it did not move.
    OTHER_STATUS,
    /// We still ask, the provider is done with it.
    OPEN_HERE,
    /// We are done with it, at the provider it may still move.
    OPEN_THERE,
    /// The statement moves it once more than we asked for.
    TWICE_THERE
  }

  public Difference {
    if (ours.isEmpty() && theirs.isEmpty()) {
      throw new IllegalArgumentException("difference " + name + ": no side (expected: one)");
    }
  }

  /// How much money it is about.
  public Money atStake() {
    var here = ours.map(BookEntry::amount);
    var there = theirs.map(StatementEntry::amount);
    if (kind == Kind.OTHER_AMOUNT && here.isPresent() && there.isPresent()) {
      return between(here.get(), there.get());
    }
    return there.or(() -> here).orElseThrow();
  }

  private static Money between(Money here, Money there) {
    if (!here.currency().equals(there.currency())) {
      return there;
    }
    return here.compareTo(there) > 0 ? here.minus(there) : there.minus(here);
  }
}
