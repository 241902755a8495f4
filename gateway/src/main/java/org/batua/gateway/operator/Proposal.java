package org.batua.gateway.operator;

import java.time.Instant;
import java.util.HashMap;
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
  /// The part of a content that is sealed: shown and written nowhere.
  static final String SEALED = "sealed";

  public Proposal {
    content = Map.copyOf(content);
  }

  /// What is proposed, and what whoever proposes or approves it needs.
  public enum Kind {
    /// To decide an outcome that no inquiry settles.
    SETTLEMENT(Permission.SETTLE_PROPOSE, Permission.SETTLE_APPROVE),
    /// To give back more than one person may by themselves.
    LARGE_REFUND(Permission.REFUNDS_CREATE, Permission.SETTLE_APPROVE),
    /// To give money back for a whole file of orders.
    BATCH_REFUND(Permission.REFUNDS_LARGE, Permission.SETTLE_APPROVE),
    /// To change the credentials of a provider account, or to add one.
    CREDENTIALS(Permission.ACCOUNTS_WRITE, Permission.ACCOUNTS_WRITE),
    /// To make a person an administrator of the merchant.
    ADMINISTRATOR(Permission.PEOPLE_WRITE, Permission.PEOPLE_WRITE),
    /// To raise what the merchant's money is limited to.
    LIMITS(Permission.SETTINGS_MONEY, Permission.SETTINGS_MONEY);

    private final Permission proposing;
    private final Permission approving;

    Kind(Permission proposing, Permission approving) {
      this.proposing = proposing;
      this.approving = approving;
    }

    public Permission proposing() {
      return proposing;
    }

    public Permission approving() {
      return approving;
    }
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

  /// The content as it may be shown.
  public Map<String, String> shown() {
    var shown = new HashMap<>(content);
    shown.remove(SEALED);
    return Map.copyOf(shown);
  }

  /// A part of the content; empty when it has none.
  public String content(String name) {
    return content.getOrDefault(name, "");
  }
}
