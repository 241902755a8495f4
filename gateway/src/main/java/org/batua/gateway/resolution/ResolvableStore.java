package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Transactions of one kind in PostgreSQL, as the resolver needs them. Whatever is learnt about a
/// transaction is stored only while it still has the reference and a status that it was learnt of.
public interface ResolvableStore<
    T extends OpenTransaction<S>, S extends Enum<S> & ResolvableStatus> {
  /// Makes sends orphaned by a dead process due immediately.
  ///
  /// @return how many that were
  int expediteOrphaned(Instant now);

  /// Takes some that are due; no other caller gets them before `leaseUntil`.
  List<T> claimDue(Instant now, Instant leaseUntil, int limit);

  /// Stores a transition.
  ///
  /// @return whether it moved
  boolean move(T one, Transition<S> transition, Instant now);

  /// Remembers what a question told without moving anything.
  void waitUntil(T asked, Resolution.Nothing told);

  /// Ends the questions about one that is presumed to have failed.
  void stopAsking(T presumed);

  Optional<T> find(String id);
}
