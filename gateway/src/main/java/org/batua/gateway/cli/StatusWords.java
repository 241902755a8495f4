package org.batua.gateway.cli;

import org.batua.gateway.resolution.Transaction;

/// The words of statuses in what commands print, which scripts read: they stay when statuses are
/// told apart more finely.
final class StatusWords {
  private StatusWords() {}

  static String of(Transaction.Kind kind, String status) {
    return switch (status) {
      case "AWAITING_CONFIRMATION",
          "AWAITING_WALLET",
          "AWAITING_FUNDS",
          "FUNDS_IN_TRANSIT",
          "FUNDED",
          "AWAITING_REDIRECT" ->
          "NEEDS_CUSTOMER";
      case "MANUAL_REVIEW" -> "NEEDS_PERSON";
      case "PRESUMED_FAILED" ->
          switch (kind) {
            case DEBIT -> "DECLINED";
            case TOPUP -> "ABANDONED";
            case REFUND -> status;
          };
      default -> status;
    };
  }

  /// Whether a transition is only told apart by the finer statuses.
  static boolean isWithinOne(Transaction.Kind kind, Transaction.Step step) {
    return step.from()
        .filter(from -> !from.equals(step.to()))
        .filter(from -> of(kind, from).equals(of(kind, step.to())))
        .isPresent();
  }
}
