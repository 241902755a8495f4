package org.batua.simulator.engine;

/// What a provider decided about a call and how the answer is to be delivered.
public sealed interface Reply<T> {
  Delivery delivery();

  /// The provider did what was asked.
  record Done<T>(T value, Delivery delivery) implements Reply<T> {}

  /// The provider says no, truthfully or not.
  record Refused<T>(Refusal refusal, Delivery delivery) implements Reply<T> {}

  static <T> Reply<T> refused(Reason reason, Delivery delivery) {
    return new Refused<>(new Refusal.Because(reason), delivery);
  }

  /// The word that the journal keeps about this reply.
  default String outcome() {
    return switch (this) {
      case Done<T> _ -> "DONE";
      case Refused<T>(Refusal refusal, _) -> refusal.reason().name();
    };
  }
}
