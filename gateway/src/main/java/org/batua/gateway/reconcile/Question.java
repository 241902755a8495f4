package org.batua.gateway.reconcile;

import java.time.Instant;
import java.util.List;

/// What is to be compared.
///
/// @param accounts our ids of the provider accounts that the statement is of
/// @param from inclusive, by the time at which a movement was sent
/// @param to exclusive
record Question(List<String> accounts, Instant from, Instant to, MatchGroup.Naming refundNaming) {
  Question {
    accounts = List.copyOf(accounts);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: before " + to + ")");
    }
  }
}
