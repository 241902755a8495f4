package org.batua.simulator.paytm;

import org.batua.simulator.engine.Reason;

/// The codes of the payment host, and which of them each of the engine's reasons becomes.
enum PgCode {
  SUCCESS("01", "Txn Success"),
  CANCELLED("141", "User has not completed transaction."),
  CHECKSUM("227", "Checksum mismatch"),
  INSUFFICIENT("235", "Wallet balance insufficient, bankName=WALLET"),
  NO_RECORD("331", "No record found"),
  DUPLICATE("334", "Duplicate order id"),
  BAD_MID("335", "Mid is invalid"),
  PENDING("402", "Looks like the payment is not complete"),
  SYSTEM_ERROR("501", "System Error"),
  TOKEN_INVALID("530", "Invalid Token"),
  NOT_REFUNDABLE("600", "Invalid refund request"),
  REFUNDED("601", "Refund successful"),
  REFUND_PENDING("617", "Refund accepted"),
  BAD_REFUND_AMOUNT("619", "Invalid refund amount"),
  NO_REFUND("631", "Record not found"),
  DECLINED("810", "Transaction declined"),
  DUPLICATE_REFUND("DUPLICATE_REF_ID", "Refund already raised");

  private final String code;
  private final String message;

  PgCode(String code, String message) {
    this.code = code;
    this.message = message;
  }

  String code() {
    return code;
  }

  String message() {
    return message;
  }

  static PgCode of(Reason reason) {
    return switch (reason) {
      case INSUFFICIENT_BALANCE, CUSTOMER_NEEDED -> INSUFFICIENT;
      case DUPLICATE_REFERENCE -> DUPLICATE;
      case NOT_FOUND -> NO_RECORD;
      case TOKEN_INVALID -> TOKEN_INVALID;
      case PROVIDER_DOWN, NOT_ACCEPTED -> SYSTEM_ERROR;
      case OVER_CAP,
          LIMIT_EXCEEDED,
          DECLINED_OTHER,
          ACCOUNT_BLOCKED,
          ACCOUNT_NOT_FOUND,
          OTP_INVALID,
          OTP_EXPIRED,
          OTP_ALREADY_USED,
          OTP_ATTEMPTS_EXCEEDED,
          OTP_RATE_LIMITED,
          OTP_UNDELIVERABLE,
          AUTH_SESSION_INVALID,
          REFUND_NOT_ALLOWED,
          REFUND_EXCEEDS,
          MERCHANT_FUNDS ->
          DECLINED;
    };
  }

  static PgCode ofRefund(Reason reason) {
    return switch (reason) {
      case DUPLICATE_REFERENCE -> DUPLICATE_REFUND;
      case NOT_FOUND -> NO_REFUND;
      case REFUND_EXCEEDS -> BAD_REFUND_AMOUNT;
      // No code of its own is published for a merchant without funds.
      case REFUND_NOT_ALLOWED, MERCHANT_FUNDS -> NOT_REFUNDABLE;
      default -> of(reason);
    };
  }
}
