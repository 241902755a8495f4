package org.batua.gateway.operator;

import java.time.Instant;

/// One line of the audit.
///
/// @param merchant empty where it concerns no single one
/// @param detail before and after, secrets as `changed`
/// @param reason as the person gave it
public record AuditEntry(
    long id,
    Instant at,
    Actor actor,
    String action,
    String permission,
    String merchant,
    String object,
    String detail,
    String reason,
    Outcome outcome,
    String hash) {
  /// How it ended. What another part of the server does in transactions of its own is written as
  /// intended before, and as done or failed after.
  public enum Outcome {
    INTENDED,
    DONE,
    REFUSED,
    FAILED
  }

  /// What is to be written.
  public record Draft(
      Actor actor,
      String action,
      String permission,
      String merchant,
      String object,
      String detail,
      String reason) {
    public static Draft of(Actor actor, String action, String merchant, String object) {
      return new Draft(actor, action, "", merchant, object, "", "");
    }

    public Draft by(Permission permission) {
      return new Draft(actor, action, permission.code(), merchant, object, detail, reason);
    }

    public Draft detail(String text) {
      return new Draft(actor, action, permission, merchant, object, text, reason);
    }

    public Draft because(String text) {
      return new Draft(actor, action, permission, merchant, object, detail, text);
    }
  }
}
