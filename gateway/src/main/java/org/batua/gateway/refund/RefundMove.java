package org.batua.gateway.refund;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.order.RefundStatus;

/// One move of a refund, as it is about to be stored.
///
/// @param providerReference the provider's name of the movement; empty keeps what is known
/// @param nextCheck when to look again; present exactly for a status that is looked at
/// @param actor who moves it: `CALL`, `RESOLVER`, `MERCHANT` or a person's name
record RefundMove(
    RefundStatus to,
    String providerReference,
    String error,
    Raw raw,
    Optional<Instant> nextCheck,
    String actor,
    String cause) {
  RefundMove {
    if (to.isChecked() != nextCheck.isPresent()) {
      throw new IllegalArgumentException(
          "next check of " + to + ": " + nextCheck + " (expected: present if looked at again)");
    }
  }

  static RefundMove ended(RefundStatus to, String error, Raw raw, String actor, String cause) {
    return new RefundMove(to, "", error, raw, Optional.empty(), actor, cause);
  }

  static RefundMove open(RefundStatus to, Raw raw, Instant next, String actor, String cause) {
    return new RefundMove(to, "", "", raw, Optional.of(next), actor, cause);
  }
}
