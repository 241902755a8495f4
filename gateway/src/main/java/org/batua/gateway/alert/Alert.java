package org.batua.gateway.alert;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;

/// Something that was or is wrong.
///
/// @param subject which account, gateway or endpoint it is about
/// @param detail in words, for whoever is called
/// @param told the last call that the receiver has accepted
public record Alert(
    String id,
    MerchantId merchant,
    Kind kind,
    String subject,
    String detail,
    Instant since,
    Optional<Instant> endedAt,
    Told told,
    int attempts) {
  /// What can be wrong.
  public enum Kind {
    /// Fewer payments succeed than the rule asks for.
    SUCCESS_LOW,
    /// A provider does not answer, or only some calls.
    PROVIDER_DOWN,
    /// Money has been open for longer than the rule allows.
    OPEN_LONG,
    /// A webhook endpoint takes nothing now.
    ENDPOINT_PAUSED,
    /// The last comparison with a statement found a difference.
    RECONCILIATION_DIFFERS
  }

  /// What the receiver knows of.
  public enum Told {
    NOTHING,
    BEGIN,
    END
  }

  /// Something that is wrong now.
  record Condition(Kind kind, String subject, String detail) {
    boolean isOf(Alert alert) {
      return kind == alert.kind && subject.equals(alert.subject);
    }
  }

  public boolean isOpen() {
    return endedAt.isEmpty();
  }
}
