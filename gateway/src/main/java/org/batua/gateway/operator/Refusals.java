package org.batua.gateway.operator;

import org.batua.gateway.base.Rejection;

/// A use case's refusal in words for operators.
final class Refusals {
  private Refusals() {}

  static String sentence(Rejection rejection) {
    return switch (rejection) {
      case Rejection.OrderRefused(_, var message) -> message;
      case Rejection.DuplicateRequest(var message) -> message;
      case Rejection.WalletRefused(_, var message, _, _) -> message;
      case Rejection.InvalidField(var name, var reason) -> name + " " + reason;
      case Rejection.UnknownOrder _, Rejection.UnknownObject _ -> "NO_SUCH_MOVEMENT";
      default -> rejection.getClass().getSimpleName();
    };
  }
}
