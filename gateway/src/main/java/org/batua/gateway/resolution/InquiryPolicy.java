package org.batua.gateway.resolution;

import java.time.Duration;

/// How long a provider may take to tell, for one kind of transaction.
///
/// @param notFoundGrace how old a transaction must be before "not found" may count
/// @param openMax how long it is asked about
/// @param notFound what "not found" means once it counts
public record InquiryPolicy(Duration notFoundGrace, Duration openMax, NotFound notFound) {
  /// What it means that a provider does not know a transaction, said often enough and late enough.
  public enum NotFound {
    /// It counts as not moved, until a late truth.
    PRESUMED_NOT_MOVED,
    /// Nothing: the transaction has no name of its own, so another one may be meant.
    NEEDS_PERSON
  }
}
