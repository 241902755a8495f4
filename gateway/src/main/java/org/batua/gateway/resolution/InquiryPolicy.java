package org.batua.gateway.resolution;

import java.time.Duration;

/// How long a provider may take to tell, for one kind of movement.
///
/// @param notFoundGrace how old a movement must be before "not found" may count
/// @param openMax how long it is asked about before a person must look
/// @param notFound what "not found" means once it counts
public record InquiryPolicy(Duration notFoundGrace, Duration openMax, NotFound notFound) {

  /// What it means that a provider does not know a movement, said often enough and late enough.
  public enum NotFound {
    /// It never moved.
    NOT_MOVED,
    /// Nothing: the movement has no name of its own, so another one may be meant.
    NEEDS_PERSON
  }
}
