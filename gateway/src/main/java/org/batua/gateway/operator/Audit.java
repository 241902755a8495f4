package org.batua.gateway.operator;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.db.Tx;

/// The record of what operators and keys did, and of what they were refused.
public final class Audit {
  private final AuditStore store;
  private final InstantSource clock;

  public Audit(AuditStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Writes what is done in the transaction that does it.
  void done(Tx tx, AuditEntry.Draft draft) {
    store.append(tx, draft, AuditEntry.Outcome.DONE, clock.instant());
  }

  /// Writes what happened already, or changes nothing in our tables.
  public void write(AuditEntry.Draft draft, AuditEntry.Outcome outcome) {
    store.append(draft, outcome, clock.instant());
  }

  /// Writes the intention, acts, and writes how it ended. A crash in between leaves the intention.
  ///
  /// @throws Rejected as the action does, after it is written
  public <T> T around(AuditEntry.Draft draft, Supplier<T> action) {
    return around(draft, action, _ -> true);
  }

  /// The same for an action whose result says whether it was done.
  public <T> T around(AuditEntry.Draft draft, Supplier<T> action, Predicate<T> isDone) {
    write(draft, AuditEntry.Outcome.INTENDED);
    try {
      var result = action.get();
      write(draft, isDone.test(result) ? AuditEntry.Outcome.DONE : AuditEntry.Outcome.REFUSED);
      return result;
    } catch (Rejected | IllegalArgumentException e) {
      write(draft.detail(String.valueOf(e.getMessage())), AuditEntry.Outcome.REFUSED);
      throw e;
    } catch (RuntimeException e) {
      write(draft, AuditEntry.Outcome.FAILED);
      throw e;
    }
  }

  public AuditSlice find(AuditQuery query) {
    return store.find(query);
  }

  /// The end of the chain.
  public AuditHead head() {
    return store.head();
  }

  /// The id of the first line that is not as it was written, or follows a gap; empty when the chain
  /// is whole.
  public Optional<Long> firstBroken() {
    return store.firstBroken();
  }
}
