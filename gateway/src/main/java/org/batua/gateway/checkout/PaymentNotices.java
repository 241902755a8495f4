package org.batua.gateway.checkout;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.FailureReason;

/// The messages for a customer whose payment was not made.
final class PaymentNotices {
  private static final Set<FailureReason> USELESS =
      EnumSet.of(FailureReason.LIMIT_EXCEEDED, FailureReason.ACCOUNT_BLOCKED);

  private PaymentNotices() {}

  /// The key of the text about a reason, whose only value is the wallet's name.
  static String key(FailureReason reason) {
    return "notice."
        + switch (reason) {
          case INSUFFICIENT_BALANCE -> "INSUFFICIENT_BALANCE";
          case LIMIT_EXCEEDED -> "LIMIT_EXCEEDED";
          case ACCOUNT_BLOCKED -> "ACCOUNT_BLOCKED";
          case TOKEN_INVALID, AUTH_SESSION_INVALID, ACCOUNT_NOT_FOUND, WALLET_NOT_LINKED ->
              "WALLET_NOT_LINKED";
          case USER_DECLINED -> "USER_DECLINED";
          case EXPIRED -> "EXPIRED";
          case DECLINED_OTHER,
              DUPLICATE_REFERENCE,
              REFUND_NOT_ALLOWED,
              REFUND_EXCEEDS,
              MERCHANT_FUNDS,
              INVALID_REQUEST,
              SIGNATURE_REJECTED,
              PROVIDER_CONFIG,
              OTP_INVALID,
              OTP_EXPIRED,
              OTP_ALREADY_USED,
              OTP_ATTEMPTS_EXCEEDED,
              OTP_RATE_LIMITED,
              INVALID_MOBILE ->
              "GATEWAY_DECLINED";
          case PROVIDER_DOWN, PROVIDER_RATE_LIMIT, TIMEOUT, GATEWAY_UNAVAILABLE ->
              "GATEWAY_UNAVAILABLE";
          case GATEWAY_OUTCOME_UNKNOWN, NOT_FOUND, UNDECIDED, INTEGRITY, REPLACED, NOT_STORABLE ->
              "not_paid";
        };
  }

  /// Whether another attempt with the same wallet can only fail again, until its customer has done
  /// something about it elsewhere.
  ///
  /// @param canBeFilled whether the wallet is known to lack money, which can be added here
  static boolean isUseless(FailureReason reason, boolean canBeFilled) {
    return USELESS.contains(reason)
        || (reason == FailureReason.INSUFFICIENT_BALANCE && !canBeFilled);
  }
}
