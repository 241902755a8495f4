package org.batua.gateway.provider;

import java.util.Locale;

/// What a call asks a provider to do.
public enum Operation {
  SEND_OTP,
  COMPLETE_OTP_LINK,
  START_REDIRECT_LINK,
  COMPLETE_REDIRECT_LINK,
  READ_BALANCE,
  RENEW_CREDENTIALS,
  DELINK,
  DEBIT,
  INQUIRE_DEBIT,
  START_HOSTED_PAYMENT,
  INQUIRE_HOSTED_PAYMENT,
  VERIFY_PAYMENT_RETURN,
  START_TOPUP,
  INQUIRE_TOPUP,
  VERIFY_TOPUP_RETURN,
  REFUND,
  INQUIRE_REFUND,
  PARSE_NOTIFICATION;

  /// Whether the schedule repeats it until there is an answer.
  boolean isInquiry() {
    return switch (this) {
      case INQUIRE_DEBIT, INQUIRE_HOSTED_PAYMENT, INQUIRE_TOPUP, INQUIRE_REFUND -> true;
      case SEND_OTP,
          COMPLETE_OTP_LINK,
          START_REDIRECT_LINK,
          COMPLETE_REDIRECT_LINK,
          READ_BALANCE,
          RENEW_CREDENTIALS,
          DELINK,
          DEBIT,
          START_HOSTED_PAYMENT,
          VERIFY_PAYMENT_RETURN,
          START_TOPUP,
          VERIFY_TOPUP_RETURN,
          REFUND,
          PARSE_NOTIFICATION ->
          false;
    };
  }

  /// Its name in figures and logs.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
