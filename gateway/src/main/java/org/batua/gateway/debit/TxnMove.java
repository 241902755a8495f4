package org.batua.gateway.debit;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.order.TxnStatus;

/// One move of a txn, as it is about to be stored.
///
/// @param providerReference the provider's name of the movement; empty keeps what is known
/// @param error why it is not charged; empty when it is, or may still be
/// @param nextCheck when to look again; present exactly for a status that is looked at
/// @param actor who moves it: `CALL`, `RESOLVER`, `MERCHANT` or a person's name
/// @param cause why, for whoever reads the history
record TxnMove(
    TxnStatus to,
    String providerReference,
    String error,
    Raw raw,
    String customerUrl,
    Optional<Instant> nextCheck,
    String actor,
    String cause) {
  private static final String NOT_FOUND = "NOT_FOUND";

  TxnMove {
    if (to.isChecked() != nextCheck.isPresent() && !isGivenUp(to, error)) {
      throw new IllegalArgumentException(
          "next check of " + to + ": " + nextCheck + " (expected: present if looked at again)");
    }
  }

  /// What a provider does not know for long enough has failed, but is still asked about for a
  /// while.
  private static boolean isGivenUp(TxnStatus to, String error) {
    return to == TxnStatus.DECLINED && error.equals(NOT_FOUND);
  }

  static TxnMove givenUp(Raw raw, Instant nextCheck, String actor, String cause) {
    return new TxnMove(
        TxnStatus.DECLINED, "", NOT_FOUND, raw, "", Optional.of(nextCheck), actor, cause);
  }

  static TxnMove ended(TxnStatus to, String error, Raw raw, String actor, String cause) {
    return new TxnMove(to, "", error, raw, "", Optional.empty(), actor, cause);
  }

  static TxnMove open(TxnStatus to, Raw raw, Instant nextCheck, String actor, String cause) {
    return new TxnMove(to, "", "", raw, "", Optional.of(nextCheck), actor, cause);
  }

  static TxnMove charged(String providerReference, Raw raw, String actor, String cause) {
    return new TxnMove(
        TxnStatus.CHARGED, providerReference, "", raw, "", Optional.empty(), actor, cause);
  }
}
