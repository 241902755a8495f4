package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Transactions of one kind in PostgreSQL, as the resolver needs them. Whatever is learnt about a
/// transaction is stored only while it still has the reference and a status that it was learnt of.
public interface ResolvableStore<
    T extends OpenTransaction<S>, S extends Enum<S> & ResolvableStatus> {
  /// What is due, and when it is due again.
  DueStore<T> due();

  /// Makes sends orphaned by a dead process due immediately.
  ///
  /// @return how many that were
  default int expediteOrphaned(Instant now) {
    return due().expediteOrphaned(now);
  }

  /// Makes due at once what was last asked about, or begun, within a window. A lease counts for
  /// nothing here: the caller sees to it that nothing is being worked on.
  ///
  /// @return how many that were
  default int expediteWaiting(Set<S> statuses, Recovery.Window window, Instant now) {
    return due().expediteWaiting(statuses, window, now);
  }

  /// Takes some that are due; no other caller gets them before `leaseUntil`.
  default List<T> claimDue(Instant now, Instant leaseUntil, int limit) {
    return due().claimDue(now, leaseUntil, limit);
  }

  /// Stores a transition.
  ///
  /// @return whether it moved
  boolean move(T one, Transition<S> transition, Instant now);

  /// Remembers the answer to a question that moved nothing.
  default void waitUntil(T asked, Resolution.Nothing answer) {
    due().waitUntil(asked, answer);
  }

  /// Ends the questions about one that is presumed to have failed.
  default void stopAsking(T presumed) {
    due().stopAsking(presumed);
  }

  default Optional<T> find(String id) {
    return due().find(id);
  }
}
