package org.batua.gateway.connector.amazonpay;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;

/// Amazon Pay's error names in words that hold for all providers.
///
/// Source: Amazon Pay, "Status Codes". `InternalServerError` is not among them: it does not say
/// what was done before it.
final class AmazonpayCodes {
  static final String CHARGE_NOT_KNOWN = "InvalidChargeId";
  static final String REFUND_NOT_KNOWN = "InvalidRefundId";

  private static final String FUNDS = "InsufficientFunds";
  private static final Map<String, ProviderError> ERRORS =
      Map.ofEntries(
          Map.entry("InvalidArguments", ProviderError.INVALID_REQUEST),
          Map.entry(CHARGE_NOT_KNOWN, ProviderError.INVALID_REQUEST),
          Map.entry(REFUND_NOT_KNOWN, ProviderError.INVALID_REQUEST),
          Map.entry("InvalidMerchantId", ProviderError.PROVIDER_CONFIG),
          Map.entry("MerchantIdMismatch", ProviderError.PROVIDER_CONFIG),
          Map.entry("InvalidCallbackUrl", ProviderError.PROVIDER_CONFIG),
          Map.entry("NonKYCAccount", ProviderError.ACCOUNT_BLOCKED),
          Map.entry(FUNDS, ProviderError.INSUFFICIENT_BALANCE),
          Map.entry("InsufficientLoadLimit", ProviderError.LIMIT_EXCEEDED),
          Map.entry("DuplicateChargeId", ProviderError.DUPLICATE_REFERENCE),
          Map.entry("DuplicateRefundId", ProviderError.DUPLICATE_REFERENCE),
          Map.entry("ExcessRefundAmount", ProviderError.REFUND_EXCEEDS),
          Map.entry("ChargeNotApproved", ProviderError.REFUND_NOT_ALLOWED),
          Map.entry("AuthorizationExpired", ProviderError.PROVIDER_CONFIG),
          Map.entry("AuthorizationFailed", ProviderError.SIGNATURE_REJECTED),
          Map.entry("InvalidAccessToken", ProviderError.TOKEN_INVALID));

  private AmazonpayCodes() {}

  /// Whether a code may be said to refuse; not one that may stand beside money that moved.
  static boolean canRefuse(String code) {
    return !code.equals("InternalServerError")
        && !refusal(code).equals(Optional.of(ProviderError.DUPLICATE_REFERENCE));
  }

  static Optional<ProviderError> refusal(String code) {
    return Optional.ofNullable(ERRORS.get(code));
  }

  /// The same where it is the merchant's money that moves.
  static Optional<ProviderError> refundRefusal(String code) {
    return code.equals(FUNDS) ? Optional.of(ProviderError.MERCHANT_FUNDS) : refusal(code);
  }
}
