package org.batua.gateway.connector;

/// Why a provider refused, as one closed set for all providers.
public enum ProviderError {
  OTP_INVALID,
  OTP_EXPIRED,
  OTP_ALREADY_USED,
  OTP_ATTEMPTS_EXCEEDED,
  OTP_RATE_LIMITED,
  AUTH_SESSION_INVALID,
  INVALID_MOBILE,
  ACCOUNT_NOT_FOUND,
  ACCOUNT_BLOCKED,
  TOKEN_INVALID,
  INSUFFICIENT_BALANCE,
  LIMIT_EXCEEDED,
  USER_DECLINED,
  DECLINED_OTHER,
  DUPLICATE_REFERENCE,
  REFUND_NOT_ALLOWED,
  REFUND_EXCEEDS,
  MERCHANT_FUNDS,
  INVALID_REQUEST,
  SIGNATURE_REJECTED,
  PROVIDER_CONFIG,
  PROVIDER_DOWN,
  PROVIDER_RATE_LIMIT,
  TIMEOUT;

  /// What an error is about.
  public enum About {
    /// OTPs and numbers; money has nothing to do with it.
    LINKING,
    /// The request as such, whatever it asked for.
    REQUEST,
    /// What was asked for, which was not done.
    MATTER,
    /// The way to the provider; no answer of the provider's own.
    TRANSPORT
  }

  public About about() {
    return switch (this) {
      case OTP_INVALID,
          OTP_EXPIRED,
          OTP_ALREADY_USED,
          OTP_ATTEMPTS_EXCEEDED,
          OTP_RATE_LIMITED,
          AUTH_SESSION_INVALID,
          INVALID_MOBILE ->
          About.LINKING;
      case DUPLICATE_REFERENCE, INVALID_REQUEST, SIGNATURE_REJECTED, PROVIDER_CONFIG ->
          About.REQUEST;
      case ACCOUNT_NOT_FOUND,
          ACCOUNT_BLOCKED,
          TOKEN_INVALID,
          INSUFFICIENT_BALANCE,
          LIMIT_EXCEEDED,
          USER_DECLINED,
          DECLINED_OTHER,
          REFUND_NOT_ALLOWED,
          REFUND_EXCEEDS,
          MERCHANT_FUNDS ->
          About.MATTER;
      case PROVIDER_DOWN, PROVIDER_RATE_LIMIT, TIMEOUT -> About.TRANSPORT;
    };
  }
}
