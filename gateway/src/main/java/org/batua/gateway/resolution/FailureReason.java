package org.batua.gateway.resolution;

import java.util.Optional;
import org.batua.gateway.connector.ProviderError;

/// Why money did not move, or is not known to have moved. A closed set: the wire's codes, the
/// pages' texts, the metrics and the history are made from it.
public enum FailureReason {
  ACCOUNT_NOT_FOUND,
  ACCOUNT_BLOCKED,
  TOKEN_INVALID,
  INSUFFICIENT_BALANCE,
  LIMIT_EXCEEDED,
  USER_DECLINED("The customer cancelled."),
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
  TIMEOUT,
  OTP_INVALID,
  OTP_EXPIRED,
  OTP_ALREADY_USED,
  OTP_ATTEMPTS_EXCEEDED,
  OTP_RATE_LIMITED,
  AUTH_SESSION_INVALID,
  INVALID_MOBILE,
  /// The wallet was unlinked while a payment waited for money.
  WALLET_NOT_LINKED,
  /// Provably nothing left us.
  GATEWAY_UNAVAILABLE,
  /// Whether the money moved is being found out.
  GATEWAY_OUTCOME_UNKNOWN,
  /// The provider does not know the reference, for so long that it should.
  NOT_FOUND("The wallet's provider does not know it."),
  /// The customer did not act in time.
  EXPIRED("The customer did not add the money in time."),
  /// The provider said neither yes nor no for as long as it may take.
  UNDECIDED,
  /// The provider reports another amount or name.
  INTEGRITY,
  /// A new payment of the order took its place.
  REPLACED,
  /// How it ended could not be stored.
  NOT_STORABLE;

  private final String topupMessage;

  FailureReason() {
    this("The wallet's provider refused.");
  }

  FailureReason(String topupMessage) {
    this.topupMessage = topupMessage;
  }

  /// The reason of a provider's refusal.
  public static FailureReason of(ProviderError error) {
    return switch (error) {
      case ACCOUNT_NOT_FOUND -> ACCOUNT_NOT_FOUND;
      case ACCOUNT_BLOCKED -> ACCOUNT_BLOCKED;
      case TOKEN_INVALID -> TOKEN_INVALID;
      case INSUFFICIENT_BALANCE -> INSUFFICIENT_BALANCE;
      case LIMIT_EXCEEDED -> LIMIT_EXCEEDED;
      case USER_DECLINED -> USER_DECLINED;
      case DECLINED_OTHER -> DECLINED_OTHER;
      case DUPLICATE_REFERENCE -> DUPLICATE_REFERENCE;
      case REFUND_NOT_ALLOWED -> REFUND_NOT_ALLOWED;
      case REFUND_EXCEEDS -> REFUND_EXCEEDS;
      case MERCHANT_FUNDS -> MERCHANT_FUNDS;
      case INVALID_REQUEST -> INVALID_REQUEST;
      case SIGNATURE_REJECTED -> SIGNATURE_REJECTED;
      case PROVIDER_CONFIG -> PROVIDER_CONFIG;
      case PROVIDER_DOWN -> PROVIDER_DOWN;
      case PROVIDER_RATE_LIMIT -> PROVIDER_RATE_LIMIT;
      case TIMEOUT -> TIMEOUT;
      case OTP_INVALID -> OTP_INVALID;
      case OTP_EXPIRED -> OTP_EXPIRED;
      case OTP_ALREADY_USED -> OTP_ALREADY_USED;
      case OTP_ATTEMPTS_EXCEEDED -> OTP_ATTEMPTS_EXCEEDED;
      case OTP_RATE_LIMITED -> OTP_RATE_LIMITED;
      case AUTH_SESSION_INVALID -> AUTH_SESSION_INVALID;
      case INVALID_MOBILE -> INVALID_MOBILE;
    };
  }

  /// The reason that is stored as this code; empty for an empty one.
  public static Optional<FailureReason> parse(String code) {
    return code.isEmpty() ? Optional.empty() : Optional.of(valueOf(code));
  }

  /// Its code on the wire.
  public String code() {
    return name();
  }

  /// The status of a top-up that ended so, on the wire.
  public String topupMessage() {
    return topupMessage;
  }
}
