package org.batua.simulator.mobikwik;

import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Status;

/// MobiKwik's status codes, and which of them each of the engine's reasons becomes.
enum Code {
  SUCCESS("0", "SUCCESS"),
  FAILED("1", "Transaction declined"),
  PENDING("2", "Transaction pending"),
  NOT_FOUND("3", "Order not found"),
  CANCELLED("16", "Transaction cancelled by the user"),
  USER_BLOCKED("20", "User is blocked"),
  MERCHANT_BLOCKED("21", "Merchant is blocked"),
  UNKNOWN_MERCHANT("22", "Merchant does not exist"),
  CHECKSUM_MISMATCH("23", "Merchant not authenticated: checksum mismatch"),
  INSUFFICIENT("33", "Insufficient balance"),
  DUPLICATE("50", "Order id already processed"),
  BAD_ORDER_ID("51", "Invalid orderid"),
  BAD_EMAIL("53", "Invalid email"),
  BAD_AMOUNT("54", "Invalid amount"),
  BAD_CELL("55", "Invalid cell"),
  UNEXPECTED("99", "Unexpected error"),
  OTP_ATTEMPTS("103", "Too many OTP attempts"),
  NO_USER("120", "User does not exist"),
  OTP_MISSING("155", "OTP missing or malformed"),
  OTP_OTHER_AMOUNT("162", "OTP was not generated for this amount; generate a new OTP"),
  OTP_EXPIRED("163", "OTP expired"),
  OTP_INVALID("164", "Invalid OTP"),
  BAD_REQUEST("190", "Parameter missing or contradictory"),
  TOKEN_INVALID("198", "Invalid token"),
  OVER_CAP("199", "Token invalid or amount over the authorized amount"),
  LIMIT("303", "Transaction limit exceeded"),
  NOT_ALLOWED("422", "Not allowed to transact");

  private final String number;
  private final String description;

  Code(String number, String description) {
    this.number = number;
    this.description = description;
  }

  String number() {
    return number;
  }

  String description() {
    return description;
  }

  /// The status word, which says FAILURE about a pending payment too: a trap of the real API.
  String word() {
    return this == SUCCESS ? "SUCCESS" : "FAILURE";
  }

  static Code of(Reason reason) {
    return switch (reason) {
      case OTP_INVALID, OTP_ALREADY_USED -> OTP_INVALID;
      case OTP_EXPIRED -> OTP_EXPIRED;
      case OTP_ATTEMPTS_EXCEEDED, OTP_RATE_LIMITED -> OTP_ATTEMPTS;
      case OTP_UNDELIVERABLE -> BAD_CELL;
      case AUTH_SESSION_INVALID -> OTP_OTHER_AMOUNT;
      case ACCOUNT_NOT_FOUND -> NO_USER;
      case ACCOUNT_BLOCKED -> USER_BLOCKED;
      case TOKEN_INVALID -> TOKEN_INVALID;
      case OVER_CAP -> OVER_CAP;
      // A debit that needs the customer does not exist here: it ends as a lack of balance.
      case INSUFFICIENT_BALANCE, CUSTOMER_NEEDED, MERCHANT_FUNDS -> INSUFFICIENT;
      case LIMIT_EXCEEDED -> LIMIT;
      case DECLINED_OTHER -> FAILED;
      case DUPLICATE_REFERENCE -> DUPLICATE;
      case NOT_FOUND -> NOT_FOUND;
      case REFUND_NOT_ALLOWED -> NOT_ALLOWED;
      case REFUND_EXCEEDS -> BAD_AMOUNT;
      case NOT_ACCEPTED -> MERCHANT_BLOCKED;
      case PROVIDER_DOWN -> UNEXPECTED;
    };
  }

  static Code of(Status status) {
    return switch (status) {
      case SUCCEEDED -> SUCCESS;
      case PENDING -> PENDING;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }
}
