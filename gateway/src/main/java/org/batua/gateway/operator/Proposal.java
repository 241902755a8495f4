package org.batua.gateway.operator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What one person proposes and another one approves.
///
/// @param object what it is about: a payment, a refund, a top-up or an order
/// @param content what is to be done, by names
/// @param proposedBy the login of the person
public record Proposal(
    String id,
    String merchant,
    Kind kind,
    String object,
    Map<String, String> content,
    String reason,
    String proposedBy,
    Instant proposedAt,
    Instant expiresAt,
    State state,
    Optional<String> decidedBy,
    Optional<Instant> decidedAt) {
  public Proposal {
    content = Map.copyOf(content);
  }

  /// What is proposed.
  public enum Kind {
    /// To decide an outcome that no inquiry settles.
    SETTLEMENT,
    /// To give back more than one person may by themselves.
    LARGE_REFUND,
    /// To give money back for a whole file of orders.
    BATCH_REFUND
  }

  /// What became of it.
  public enum State {
    OPEN,
    APPROVED,
    REFUSED,
    /// The outcome became known in another way before it was approved.
    OVERTAKEN
  }

  /// Whether a decision may still be made.
  public boolean isOpen(Instant now) {
    return state == State.OPEN && now.isBefore(expiresAt);
  }

  /// A part of the content; empty when it has none.
  public String content(String name) {
    return content.getOrDefault(name, "");
  }
}
