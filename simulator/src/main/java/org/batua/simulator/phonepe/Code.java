package org.batua.simulator.phonepe;

import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Status;

/// PhonePe's codes, each with the HTTP status that it comes with, and what each of the engine's
/// reasons becomes.
enum Code {
  SUCCESS(200, "Your request has been successfully completed."),
  PAYMENT_SUCCESS(200, "Your payment is successful."),
  PAYMENT_PENDING(200, "Your payment is pending."),
  PAYMENT_ERROR(400, "Payment failed"),
  PAYMENT_CANCELLED(400, "Payment cancelled by the customer"),
  BAD_REQUEST(400, "Invalid request payload"),
  AUTHORIZATION_FAILED(401, "Value of X-VERIFY is incorrect."),
  INVALID_TRANSACTION_ID(400, "Duplicate TransactionID"),
  TRANSACTION_NOT_FOUND(404, "No transaction found with the given details."),
  INVALID_USER_AUTH_TOKEN(400, "The userAuthToken is invalid or not mapped to the merchant."),
  WALLET_RELINK_REQUIRED(400, "The wallet has to be linked again."),
  MERCHANT_USER_NOT_FOUND(404, "No user exists for the merchant."),
  OTP_VERIFY_FAILED(400, "Entered OTP is incorrect."),
  OTP_EXPIRED(400, "Entered OTP has expired."),
  OTP_ALREADY_VERIFIED(400, "OTP has been verified already."),
  INVALID_OTP_TOKEN(400, "OTP token is invalid."),
  OTP_LIMIT_EXCEEDED(429, "OTP limit exceeded."),
  INVALID_DEVICE_ID(400, "Device id is missing or not valid."),
  USER_BLOCKED(403, "User is blocked for 1 day."),
  TOO_MANY_REQUESTS(429, "Too many requests."),
  INTERNAL_SERVER_ERROR(500, "Something went wrong.");

  private final int httpStatus;
  private final String message;

  Code(int httpStatus, String message) {
    this.httpStatus = httpStatus;
    this.message = message;
  }

  int httpStatus() {
    return httpStatus;
  }

  String message() {
    return message;
  }

  static Code of(Reason reason) {
    return switch (reason) {
      case OTP_INVALID -> OTP_VERIFY_FAILED;
      case OTP_EXPIRED -> OTP_EXPIRED;
      case OTP_ALREADY_USED -> OTP_ALREADY_VERIFIED;
      case OTP_ATTEMPTS_EXCEEDED, OTP_RATE_LIMITED -> OTP_LIMIT_EXCEEDED;
      case AUTH_SESSION_INVALID -> INVALID_OTP_TOKEN;
      case ACCOUNT_NOT_FOUND -> MERCHANT_USER_NOT_FOUND;
      case ACCOUNT_BLOCKED -> USER_BLOCKED;
      case TOKEN_INVALID -> INVALID_USER_AUTH_TOKEN;
      case DUPLICATE_REFERENCE -> INVALID_TRANSACTION_ID;
      case NOT_FOUND -> TRANSACTION_NOT_FOUND;
      case PROVIDER_DOWN, NOT_ACCEPTED, OTP_UNDELIVERABLE -> INTERNAL_SERVER_ERROR;
      // The public pages name no code of their own for these.
      case INSUFFICIENT_BALANCE,
          LIMIT_EXCEEDED,
          OVER_CAP,
          CUSTOMER_NEEDED,
          DECLINED_OTHER,
          REFUND_NOT_ALLOWED,
          REFUND_EXCEEDS,
          MERCHANT_FUNDS ->
          PAYMENT_ERROR;
    };
  }

  static Code of(Status status) {
    return switch (status) {
      case SUCCEEDED -> PAYMENT_SUCCESS;
      case PENDING -> PAYMENT_PENDING;
      case FAILED -> PAYMENT_ERROR;
      case CANCELLED -> PAYMENT_CANCELLED;
    };
  }

  static String paymentState(Status status) {
    return switch (status) {
      case SUCCEEDED -> "COMPLETED";
      case PENDING -> "PENDING";
      case FAILED, CANCELLED -> "FAILED";
    };
  }
}
