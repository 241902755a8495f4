package org.batua.simulator.freecharge;

import org.batua.simulator.engine.Reason;

/// Error codes, which no public page lists: words of our own, each of them a setting over there.
enum Code {
  INVALID_MERCHANT("The merchant is not known"),
  INVALID_CHECKSUM("The checksum does not fit"),
  INVALID_REQUEST("A field is missing or malformed"),
  TXN_NOT_FOUND("There is no such transaction"),
  DUPLICATE_TXN("The transaction id was used before"),
  USER_CANCELLED("The customer cancelled"),
  INSUFFICIENT_BALANCE("The wallet has too little money"),
  REFUND_EXCEEDS("The amount is more than what is left"),
  REFUND_NOT_ALLOWED("The transaction cannot be refunded"),
  MERCHANT_BALANCE("The merchant has too little money"),
  DECLINED("The transaction was declined"),
  SYSTEM_ERROR("The system cannot answer now");

  private final String message;

  Code(String message) {
    this.message = message;
  }

  String message() {
    return message;
  }

  static Code of(Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> TXN_NOT_FOUND;
      case DUPLICATE_REFERENCE -> DUPLICATE_TXN;
      case INSUFFICIENT_BALANCE -> INSUFFICIENT_BALANCE;
      case REFUND_EXCEEDS -> REFUND_EXCEEDS;
      case REFUND_NOT_ALLOWED -> REFUND_NOT_ALLOWED;
      case MERCHANT_FUNDS -> MERCHANT_BALANCE;
      case PROVIDER_DOWN -> SYSTEM_ERROR;
      case OTP_INVALID,
          OTP_EXPIRED,
          OTP_ALREADY_USED,
          OTP_ATTEMPTS_EXCEEDED,
          OTP_RATE_LIMITED,
          OTP_UNDELIVERABLE,
          AUTH_SESSION_INVALID,
          ACCOUNT_NOT_FOUND,
          ACCOUNT_BLOCKED,
          TOKEN_INVALID,
          OVER_CAP,
          LIMIT_EXCEEDED,
          CUSTOMER_NEEDED,
          DECLINED_OTHER,
          NOT_ACCEPTED ->
          DECLINED;
    };
  }
}
