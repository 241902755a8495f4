package org.batua.simulator.gopay;

import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Reason;

/// The `status_code` of an answer, which is a string and not the HTTP status.
enum Code {
  SUCCESS("200", "Success"),
  PENDING("201", "Pending"),
  DENIED("202", "Denied"),
  UNBOUND("204", "Success, account has been unlinked"),
  INVALID("400", "One or more parameters in the payload is invalid."),
  UNAUTHORIZED("401", "Transaction cannot be authorized with the current client/server key."),
  NOT_FOUND("404", "Transaction doesn't exist."),
  DUPLICATE("406", "The request could not be completed due to a conflict, order ID is taken"),
  WRONG_TYPE("408", "The wrong transaction type was used"),
  BLOCKED("410", "GoPay user is blocked"),
  TOKEN("411", "Token id is missing, invalid, or timed out"),
  NOT_ALLOWED("412", "Merchant cannot modify status of the transaction"),
  REFUND_REJECTED("414", "Refund request is rejected"),
  THROTTLED("429", "API rate limit exceeded"),
  INTERNAL("500", "Sorry, we have a problem. Please try again later"),
  UNAVAILABLE("503", "Bank/partner is experiencing connection issue");

  private final String number;
  private final String words;

  Code(String number, String words) {
    this.number = number;
    this.words = words;
  }

  String number() {
    return number;
  }

  String words() {
    return words;
  }

  /// How Midtrans says no for this reason.
  static Code of(Reason reason, Delivery delivery) {
    return switch (reason) {
      case INSUFFICIENT_BALANCE,
          LIMIT_EXCEEDED,
          OVER_CAP,
          CUSTOMER_NEEDED,
          DECLINED_OTHER,
          ACCOUNT_NOT_FOUND,
          OTP_UNDELIVERABLE,
          OTP_RATE_LIMITED,
          OTP_INVALID,
          OTP_EXPIRED,
          OTP_ALREADY_USED,
          OTP_ATTEMPTS_EXCEEDED ->
          DENIED;
      case ACCOUNT_BLOCKED -> BLOCKED;
      case TOKEN_INVALID, AUTH_SESSION_INVALID -> TOKEN;
      case DUPLICATE_REFERENCE -> DUPLICATE;
      case NOT_FOUND -> NOT_FOUND;
      case REFUND_NOT_ALLOWED -> NOT_ALLOWED;
      case REFUND_EXCEEDS, MERCHANT_FUNDS -> REFUND_REJECTED;
      case NOT_ACCEPTED, PROVIDER_DOWN ->
          switch (delivery) {
            case THROTTLED -> THROTTLED;
            case FAULTY, GARBAGE -> INTERNAL;
            case PROMPT, SLOW, LOST, DOWN, FORGED, DIRTY -> UNAVAILABLE;
          };
    };
  }

  /// The channel's own code and words beside a denial. Only 105 and 201 are published.
  static String[] channel(Reason reason) {
    return switch (reason) {
      case INSUFFICIENT_BALANCE -> new String[] {"201", "Insufficient Balance"};
      case LIMIT_EXCEEDED, OVER_CAP -> new String[] {"202", "Transaction Limit Exceeded"};
      case ACCOUNT_NOT_FOUND -> new String[] {"105", "User Not Found"};
      default -> new String[] {"900", "Denied by the wallet"};
    };
  }
}
