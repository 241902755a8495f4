package org.batua.gateway.connector.freecharge;

import java.util.Locale;
import org.batua.gateway.connector.ProviderError;

/// The error codes that decide something. No public page lists FreeCharge's, so each is a setting,
/// whose usual value is ours.
enum FreechargeCode {
  INVALID_MERCHANT(ProviderError.PROVIDER_CONFIG),
  INVALID_CHECKSUM(ProviderError.SIGNATURE_REJECTED),
  INVALID_REQUEST(ProviderError.INVALID_REQUEST),
  /// The only one that is no refusal: nobody there knows the reference.
  TXN_NOT_FOUND(ProviderError.INVALID_REQUEST),
  DUPLICATE_TXN(ProviderError.DUPLICATE_REFERENCE),
  USER_CANCELLED(ProviderError.USER_DECLINED),
  INSUFFICIENT_BALANCE(ProviderError.INSUFFICIENT_BALANCE),
  REFUND_EXCEEDS(ProviderError.REFUND_EXCEEDS),
  REFUND_NOT_ALLOWED(ProviderError.REFUND_NOT_ALLOWED),
  MERCHANT_BALANCE(ProviderError.MERCHANT_FUNDS);

  private final ProviderError error;

  FreechargeCode(ProviderError error) {
    this.error = error;
  }

  ProviderError error() {
    return error;
  }

  /// Whether it refuses the request as such, whatever it was about.
  boolean isOfTheRequest() {
    return switch (this) {
      case INVALID_MERCHANT, INVALID_CHECKSUM, INVALID_REQUEST, DUPLICATE_TXN -> true;
      case TXN_NOT_FOUND,
          USER_CANCELLED,
          INSUFFICIENT_BALANCE,
          REFUND_EXCEEDS,
          REFUND_NOT_ALLOWED,
          MERCHANT_BALANCE ->
          false;
    };
  }

  String setting() {
    return "code_" + name().toLowerCase(Locale.ROOT);
  }
}
