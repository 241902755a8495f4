package org.batua.gateway.connector.freecharge;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;

/// What FreeCharge's error codes mean. No public page lists them, so that these words are ours
/// until the account's `codes` name FreeCharge's.
final class FreechargeCodes {
  private static final Map<String, ProviderError> REFUSALS =
      Map.of(
          "INVALID_MERCHANT", ProviderError.PROVIDER_CONFIG,
          "INVALID_CHECKSUM", ProviderError.SIGNATURE_REJECTED,
          "INVALID_REQUEST", ProviderError.INVALID_REQUEST,
          "DUPLICATE_TXN", ProviderError.DUPLICATE_REFERENCE,
          "USER_CANCELLED", ProviderError.USER_DECLINED,
          "INSUFFICIENT_BALANCE", ProviderError.INSUFFICIENT_BALANCE,
          "REFUND_EXCEEDS", ProviderError.REFUND_EXCEEDS,
          "REFUND_NOT_ALLOWED", ProviderError.REFUND_NOT_ALLOWED,
          "MERCHANT_BALANCE", ProviderError.MERCHANT_FUNDS);

  private FreechargeCodes() {}

  /// Empty for a code that is no definite refusal.
  static Optional<ProviderError> refusal(String code) {
    return Optional.ofNullable(REFUSALS.get(code));
  }

  /// Whether a code may be said to refuse; not one that may stand beside money that moved.
  static boolean canRefuse(String code) {
    return !refusal(code).equals(Optional.of(ProviderError.DUPLICATE_REFERENCE));
  }
}
