package org.batua.gateway.connector.phonepe;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.answer.RefusalCodes;

/// What PhonePe's codes mean. `INTERNAL_SERVER_ERROR` and `TOO_MANY_REQUESTS` refuse no money.
final class PhonepeCodes {
  /// Said of every call.
  private static final Map<String, ProviderError> COMMON =
      Map.of(
          "USER_BLOCKED", ProviderError.ACCOUNT_BLOCKED,
          "USER_BLACKLISTED", ProviderError.ACCOUNT_BLOCKED,
          "INVALID_DEVICE_ID", ProviderError.INVALID_REQUEST,
          "BAD_REQUEST", ProviderError.INVALID_REQUEST,
          "AUTHORIZATION_FAILED", ProviderError.PROVIDER_CONFIG);

  private static final Map<String, ProviderError> LINKING =
      Map.ofEntries(
          entry("OTP_VERIFY_FAILED", ProviderError.OTP_INVALID),
          entry("OTP_EXPIRED", ProviderError.OTP_EXPIRED),
          entry("OTP_ALREADY_VERIFIED", ProviderError.OTP_ALREADY_USED),
          entry("INVALID_OTP_TOKEN", ProviderError.AUTH_SESSION_INVALID),
          entry("OTP_LIMIT_EXCEEDED", ProviderError.OTP_RATE_LIMITED),
          entry("TOO_MANY_REQUESTS", ProviderError.OTP_RATE_LIMITED),
          entry("MERCHANT_USER_NOT_FOUND", ProviderError.ACCOUNT_NOT_FOUND));

  private static final Map<String, ProviderError> TOKEN =
      Map.of(
          "INVALID_USER_AUTH_TOKEN", ProviderError.TOKEN_INVALID,
          "WALLET_RELINK_REQUIRED", ProviderError.TOKEN_INVALID,
          "MERCHANT_USER_NOT_FOUND", ProviderError.TOKEN_INVALID);

  private static final Map<String, ProviderError> PAYMENT =
      Map.of(
          "PAYMENT_ERROR", ProviderError.DECLINED_OTHER,
          "PAYMENT_DECLINED", ProviderError.DECLINED_OTHER,
          "PAYMENT_CANCELLED", ProviderError.USER_DECLINED);

  private static final String DUPLICATE = "INVALID_TRANSACTION_ID";

  /// What may stand beside money that moved, now or before.
  private static final Set<String> NO_REFUSALS =
      Set.of(
          "SUCCESS",
          "PAYMENT_SUCCESS",
          "PAYMENT_PENDING",
          "PAYMENT_INITIATED",
          "TRANSACTION_NOT_FOUND",
          "INTERNAL_SERVER_ERROR",
          "TOO_MANY_REQUESTS",
          DUPLICATE);

  private PhonepeCodes() {}

  /// Whether a code may be said to refuse.
  static boolean canRefuse(String code) {
    return !NO_REFUSALS.contains(code);
  }

  /// Empty for a code that is no definite refusal of a call about OTPs.
  static Optional<ProviderError> ofLinking(String code) {
    return Optional.ofNullable(LINKING.get(code)).or(() -> ofAny(code));
  }

  /// The same of a call that brings a wallet's token.
  static Optional<ProviderError> ofWallet(String code) {
    return Optional.ofNullable(TOKEN.get(code)).or(() -> ofAny(code));
  }

  private static Optional<ProviderError> ofAny(String code) {
    return Optional.ofNullable(COMMON.get(code));
  }

  /// Why a movement of money was refused, or that it was, when it is asked about: what refuses the
  /// question says nothing about the movement.
  ///
  /// @param codes what the account says of codes, and of the reasons of failed payments
  static Optional<ProviderError> of(
      RefusalCodes codes, PhonepeQuestion kind, String code, String reason) {
    var documented = documented(kind, code, reason);
    if (kind == PhonepeQuestion.INQUIRY) {
      var refusal = codes.ofInquiry(code, documented);
      return PAYMENT.containsKey(code) ? codes.ofInquiry(reason, refusal) : refusal;
    }
    var refusal = codes.ofMoney(code, documented);
    return PAYMENT.containsKey(code) ? codes.ofMoney(reason, refusal) : refusal;
  }

  private static Optional<ProviderError> documented(
      PhonepeQuestion kind, String code, String reason) {
    var payment = Optional.ofNullable(PAYMENT.get(code));
    return switch (kind) {
      case INQUIRY -> payment;
      case DEBIT -> payment.or(() -> ofDuplicate(code)).or(() -> ofWallet(code));
      case REFUND ->
          payment
              .map(e -> reason.equals("EXCESS_REFUND_AMOUNT") ? ProviderError.REFUND_EXCEEDS : e)
              .or(() -> ofDuplicate(code))
              .or(() -> ofAny(code));
    };
  }

  private static Optional<ProviderError> ofDuplicate(String code) {
    return code.equals(DUPLICATE)
        ? Optional.of(ProviderError.DUPLICATE_REFERENCE)
        : Optional.empty();
  }
}
