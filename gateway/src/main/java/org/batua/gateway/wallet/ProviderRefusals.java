package org.batua.gateway.wallet;

import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;

/// What a provider's no means to a merchant's backend.
final class ProviderRefusals {
  private ProviderRefusals() {}

  static Rejection refused(Refusal refusal) {
    var error = wordFor(refusal.error());
    var message =
        refusal
            .attemptsLeft()
            .map(left -> error.message() + " Attempts left: " + left + ".")
            .orElse(error.message());
    return new Rejection.WalletRefused(
        error, message, refusal.attemptsLeft(), refusal.retryAfter());
  }

  /// A call that had no effect.
  static Rejection unavailable(TransportFailure failure) {
    return switch (failure.cause()) {
      case NOT_CONNECTED,
          TIMEOUT,
          CONNECTION_LOST,
          HTTP_ERROR,
          RATE_LIMITED,
          UNREADABLE,
          INTEGRITY,
          UNKNOWN_CODE ->
          Rejection.wallet(WalletError.GATEWAY_UNAVAILABLE);
    };
  }

  private static WalletError wordFor(ProviderError error) {
    return switch (error) {
      case OTP_INVALID -> WalletError.OTP_INVALID;
      case OTP_EXPIRED -> WalletError.OTP_EXPIRED;
      case OTP_ALREADY_USED -> WalletError.OTP_ALREADY_USED;
      case OTP_ATTEMPTS_EXCEEDED -> WalletError.OTP_ATTEMPTS_EXCEEDED;
      case OTP_RATE_LIMITED -> WalletError.OTP_RATE_LIMITED;
      case AUTH_SESSION_INVALID -> WalletError.AUTHENTICATION_NOT_STARTED;
      case INVALID_MOBILE -> WalletError.INVALID_MOBILE;
      case ACCOUNT_NOT_FOUND -> WalletError.ACCOUNT_NOT_FOUND;
      case ACCOUNT_BLOCKED -> WalletError.ACCOUNT_BLOCKED;
      case TOKEN_INVALID -> WalletError.WALLET_NOT_LINKED;
      case INSUFFICIENT_BALANCE -> WalletError.INSUFFICIENT_BALANCE;
      case LIMIT_EXCEEDED -> WalletError.LIMIT_EXCEEDED;
      case PROVIDER_CONFIG, SIGNATURE_REJECTED -> WalletError.GATEWAY_NOT_CONFIGURED;
      case PROVIDER_DOWN, PROVIDER_RATE_LIMIT, TIMEOUT -> WalletError.GATEWAY_UNAVAILABLE;
      case USER_DECLINED,
          DECLINED_OTHER,
          DUPLICATE_REFERENCE,
          REFUND_NOT_ALLOWED,
          REFUND_EXCEEDS,
          MERCHANT_FUNDS,
          INVALID_REQUEST ->
          WalletError.GATEWAY_DECLINED;
    };
  }
}
