package org.batua.gateway.connector.mobikwik;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;

/// What MobiKwik's status codes mean.
///
/// One table holds its own codes and those that only the pages of its partner name (`101` to `103`,
/// `301` to `305`, `ERR00x`). Code 99, "unexpected error", is deliberately not in it: it refuses
/// nothing. The codes of a status answer are another set: there 20 is an expired order.
final class MobikwikCodes {
  static final String SUCCESS = "0";
  static final String FAILED = "1";
  static final String PENDING = "2";
  static final String UNEXPECTED = "99";

  /// The token is invalid, or the amount is above the one that it was made for.
  static final String TOKEN_OR_CAP = "199";

  private static final Map<String, ProviderError> REFUSALS =
      Map.ofEntries(
          entry(FAILED, ProviderError.DECLINED_OTHER),
          entry("33", ProviderError.INSUFFICIENT_BALANCE),
          entry("301", ProviderError.INSUFFICIENT_BALANCE),
          entry("ERR001", ProviderError.INSUFFICIENT_BALANCE),
          entry("155", ProviderError.OTP_INVALID),
          entry("161", ProviderError.OTP_INVALID),
          entry("164", ProviderError.OTP_INVALID),
          entry("101", ProviderError.OTP_INVALID),
          entry("ERR003", ProviderError.OTP_INVALID),
          entry("163", ProviderError.OTP_EXPIRED),
          entry("450", ProviderError.OTP_EXPIRED),
          entry("102", ProviderError.OTP_EXPIRED),
          entry("162", ProviderError.AUTH_SESSION_INVALID),
          entry("103", ProviderError.OTP_ATTEMPTS_EXCEEDED),
          entry("198", ProviderError.TOKEN_INVALID),
          entry("302", ProviderError.TOKEN_INVALID),
          entry("ERR005", ProviderError.TOKEN_INVALID),
          entry(TOKEN_OR_CAP, ProviderError.TOKEN_INVALID),
          entry("190", ProviderError.INVALID_REQUEST),
          entry("200", ProviderError.INVALID_REQUEST),
          entry("154", ProviderError.INVALID_REQUEST),
          entry("150", ProviderError.INVALID_REQUEST),
          entry("157", ProviderError.INVALID_REQUEST),
          entry("158", ProviderError.INVALID_REQUEST),
          entry("181", ProviderError.INVALID_REQUEST),
          entry("303", ProviderError.LIMIT_EXCEEDED),
          entry("50", ProviderError.DUPLICATE_REFERENCE),
          entry("304", ProviderError.DUPLICATE_REFERENCE),
          entry("305", ProviderError.ACCOUNT_BLOCKED),
          entry("20", ProviderError.ACCOUNT_BLOCKED),
          entry("422", ProviderError.ACCOUNT_BLOCKED),
          entry("120", ProviderError.ACCOUNT_NOT_FOUND),
          entry("ERR002", ProviderError.ACCOUNT_NOT_FOUND),
          entry("21", ProviderError.PROVIDER_CONFIG),
          entry("22", ProviderError.PROVIDER_CONFIG),
          entry("23", ProviderError.PROVIDER_CONFIG),
          entry("51", ProviderError.INVALID_REQUEST),
          entry("53", ProviderError.INVALID_REQUEST),
          entry("54", ProviderError.INVALID_REQUEST),
          entry("55", ProviderError.INVALID_MOBILE));

  private MobikwikCodes() {}

  /// Whether a code may be said to refuse; not one that may stand beside money that moved.
  static boolean canRefuse(String code) {
    return switch (code) {
      case SUCCESS, PENDING, UNEXPECTED -> false;
      default -> !refusal(code).equals(Optional.of(ProviderError.DUPLICATE_REFERENCE));
    };
  }

  /// Empty for a code that is no definite refusal.
  static Optional<ProviderError> refusal(String code) {
    return Optional.ofNullable(REFUSALS.get(code));
  }

  /// What a refusal means of a refund, where the money is the merchant's and the customer is not
  /// asked.
  static ProviderError ofRefund(ProviderError error, String code) {
    return switch (code) {
      case "33", "301", "ERR001" -> ProviderError.MERCHANT_FUNDS;
      case "422" -> ProviderError.REFUND_NOT_ALLOWED;
      // The form of the amount is ours and right: it is its size that does not fit.
      case "54" -> ProviderError.REFUND_EXCEEDS;
      default -> error;
    };
  }
}
