package org.batua.simulator.paytm;

import org.batua.simulator.engine.Reason;

/// The codes of the accounts host, and which of them each of the engine's reasons becomes.
enum AccountsCode {
  SUCCESS("01", "Otp sent to phone"),
  WRONG_OTP("403", "Invalid OTP entered."),
  BAD_MOBILE("431", "Please enter valid mobile number"),
  BLOCKED("433", "Your account is blocked"),
  BAD_REQUEST("434", "Bad request"),
  OTP_USED("442", "OTP already used"),
  UNKNOWN_STATE("513", "Invalid Code"),
  TOKEN_INVALID("530", "Invalid Token"),
  ATTEMPTS("531", "OTP limit reached"),
  SENDS("708", "OTP limit reached"),
  NOT_REFRESHABLE("BE1422001", "Token is not refreshable"),
  BAD_AUTHORIZATION("BE1423005", "Invalid authorization"),
  NO_DEVICE("BE1423012", "Device identifier is missing"),
  OTHER_DEVICE("BE1423013", "Device identifier does not match"),
  OTHER_CLIENT("BE1423011", "State token belongs to another client"),
  DOWN("BE1426003", "Something went wrong");

  private final String code;
  private final String message;

  AccountsCode(String code, String message) {
    this.code = code;
    this.message = message;
  }

  String code() {
    return code;
  }

  String message() {
    return message;
  }

  static AccountsCode of(Reason reason) {
    return switch (reason) {
      case OTP_INVALID -> WRONG_OTP;
      // An OTP that has died of age is a state that is no longer known.
      case OTP_EXPIRED, AUTH_SESSION_INVALID, NOT_FOUND -> UNKNOWN_STATE;
      case OTP_ALREADY_USED -> OTP_USED;
      case OTP_ATTEMPTS_EXCEEDED -> ATTEMPTS;
      case OTP_RATE_LIMITED -> SENDS;
      case OTP_UNDELIVERABLE, ACCOUNT_NOT_FOUND -> BAD_MOBILE;
      case ACCOUNT_BLOCKED -> BLOCKED;
      case TOKEN_INVALID -> TOKEN_INVALID;
      case PROVIDER_DOWN -> DOWN;
      case OVER_CAP,
          INSUFFICIENT_BALANCE,
          LIMIT_EXCEEDED,
          CUSTOMER_NEEDED,
          DECLINED_OTHER,
          DUPLICATE_REFERENCE,
          REFUND_NOT_ALLOWED,
          REFUND_EXCEEDS,
          MERCHANT_FUNDS,
          NOT_ACCEPTED ->
          BAD_REQUEST;
    };
  }
}
