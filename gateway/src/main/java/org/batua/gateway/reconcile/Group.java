package org.batua.gateway.reconcile;

import java.util.List;
import org.batua.gateway.order.Movement;

/// Everything on both sides that goes by one name.
///
/// @param naming whether the name is of one movement, or of a debit that several refunds share
public record Group(
    Movement.Kind kind, String name, Naming naming, List<Ours> ours, List<Theirs> theirs) {

  /// Whose name a movement goes by on a statement.
  public enum Naming {
    OWN,
    OF_ITS_DEBIT
  }

  public Group {
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
  }
}
