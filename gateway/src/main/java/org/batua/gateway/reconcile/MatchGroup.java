package org.batua.gateway.reconcile;

import java.util.List;
import org.batua.gateway.resolution.Transaction;

/// Everything on both sides that goes by one name.
///
/// @param naming whether the name is of one movement, or of a debit that several refunds share
public record MatchGroup(
    Transaction.Kind kind,
    String name,
    Naming naming,
    List<BookEntry> ours,
    List<StatementEntry> theirs) {

  /// Whose name a movement goes by on a statement.
  public enum Naming {
    OWN,
    OF_ITS_DEBIT
  }

  public MatchGroup {
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
  }
}
