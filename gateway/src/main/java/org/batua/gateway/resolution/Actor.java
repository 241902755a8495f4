package org.batua.gateway.resolution;

import java.time.Duration;

/// What moves a movement, or asks about it, when no person does.
public enum Actor {
  /// The call that sends it.
  CALL,
  /// The schedule.
  RESOLVER,
  /// A merchant who asks for the status.
  MERCHANT,
  /// A customer whose browser comes, or comes back.
  CUSTOMER,
  /// A provider that says that something happened.
  NOTIFICATION;

  /// Questions from outside about the same movement are asked at most this often.
  public static final Duration NOT_AGAIN_WITHIN = Duration.ofSeconds(2);

  /// Whether asking sets the next check. A question from outside never pushes it away.
  public boolean schedules() {
    return this == CALL || this == RESOLVER;
  }
}
