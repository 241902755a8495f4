package org.batua.simulator.amazonpay;

import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Reason;

/// The errors that Amazon Pay lists, each with its HTTP status.
enum Code {
  INVALID_ARGUMENTS("InvalidArguments", 400, "The value of an argument is invalid."),
  INVALID_MERCHANT("InvalidMerchantId", 400, "Specified merchant ID does not exist."),
  INVALID_CHARGE("InvalidChargeId", 400, "Specified charge ID does not exist."),
  INVALID_REFUND("InvalidRefundId", 400, "Specified refund ID does not exist."),
  INVALID_CALLBACK("InvalidCallbackUrl", 400, "Specified callback URL is not on approved list."),
  NO_KYC("NonKYCAccount", 400, "Specified account is not KYC compliant."),
  INSUFFICIENT_FUNDS("InsufficientFunds", 400, "Not processed due to insufficient funds."),
  LOAD_LIMIT("InsufficientLoadLimit", 400, "Not processed due to insufficient load limit."),
  DUPLICATE_CHARGE("DuplicateChargeId", 400, "Specified charge id has already been processed."),
  DUPLICATE_REFUND("DuplicateRefundId", 400, "Specified refund id has already been processed."),
  EXCESS_REFUND("ExcessRefundAmount", 400, "Specified refund amount exceeds allowable limit."),
  NOT_APPROVED("ChargeNotApproved", 400, "Specified charge id is not approved."),
  EXPIRED("AuthorizationExpired", 401, "Specified signature has expired."),
  UNAUTHORIZED("AuthorizationFailed", 401, "Specified signature is invalid."),
  INVALID_TOKEN("InvalidAccessToken", 403, "Merchant is not authorized."),
  INTERNAL("InternalServerError", 500, "An internal server error has occurred.");

  private final String word;
  private final int status;
  private final String message;

  Code(String word, int status, String message) {
    this.word = word;
    this.status = status;
    this.message = message;
  }

  String word() {
    return word;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }

  /// How Amazon Pay says no for this reason to such a call.
  static Code of(Reason reason, CallKind kind) {
    return switch (reason) {
      case INSUFFICIENT_BALANCE, MERCHANT_FUNDS -> INSUFFICIENT_FUNDS;
      case LIMIT_EXCEEDED, OVER_CAP -> LOAD_LIMIT;
      case ACCOUNT_BLOCKED -> NO_KYC;
      case TOKEN_INVALID, AUTH_SESSION_INVALID, ACCOUNT_NOT_FOUND -> INVALID_TOKEN;
      case DUPLICATE_REFERENCE -> kind == CallKind.REFUND ? DUPLICATE_REFUND : DUPLICATE_CHARGE;
      case NOT_FOUND -> INVALID_CHARGE;
      case REFUND_NOT_ALLOWED -> NOT_APPROVED;
      case REFUND_EXCEEDS -> EXCESS_REFUND;
      case NOT_ACCEPTED, PROVIDER_DOWN -> INTERNAL;
      case CUSTOMER_NEEDED,
          DECLINED_OTHER,
          OTP_UNDELIVERABLE,
          OTP_RATE_LIMITED,
          OTP_INVALID,
          OTP_EXPIRED,
          OTP_ALREADY_USED,
          OTP_ATTEMPTS_EXCEEDED ->
          INVALID_ARGUMENTS;
    };
  }
}
