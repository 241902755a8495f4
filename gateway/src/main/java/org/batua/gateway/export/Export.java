package org.batua.gateway.export;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.Slice;

/// A list that a job writes as CSV.
///
/// @param readyAt when the last part was written; empty while it runs
/// @param next where the next part begins
/// @param parts how many are written
/// @param lines of all parts, without their headings
/// @param cut whether the list went on behind the last line
public record Export(
    String id,
    MerchantId merchant,
    Kind kind,
    ListFilter filter,
    String requestedBy,
    Instant createdAt,
    Optional<Instant> readyAt,
    Slice.Place next,
    int parts,
    long lines,
    boolean cut) {
  /// What is listed.
  public enum Kind {
    ORDERS,
    PAYMENTS,
    REFUNDS,
    TOPUPS;

    public static Optional<Kind> of(String name) {
      return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
    }
  }

  /// Whether all its parts can be fetched.
  public boolean isReady() {
    return readyAt.isPresent();
  }

  /// `RUNNING` or `READY`.
  public String state() {
    return isReady() ? "READY" : "RUNNING";
  }
}
