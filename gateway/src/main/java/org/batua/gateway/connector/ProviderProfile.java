package org.batua.gateway.connector;

import java.time.Duration;
import java.util.Currency;

/// What holds for every call to a provider, as data.
///
/// @param notFoundGrace how old a debit must be before "not found" may count
/// @param maxPendingAge how long an undecided movement is asked about before a person must look
///   Source: the capability table of the provider notes, one row per provider.
public record ProviderProfile(
    Currency currency,
    AmountForm amountForm,
    LinkMode linkMode,
    Renewing renewing,
    Balance balance,
    Topup topup,
    Delink delink,
    DebitIdempotency debitIdempotency,
    RefundIdempotency refundIdempotency,
    Duration notFoundGrace,
    Duration maxPendingAge) {

  /// How an amount is written on the provider's wire.
  public enum AmountForm {
    RUPEES_2DP,
    PAISE,
    INTEGER_MAJOR
  }

  /// How a customer's wallet is linked.
  public enum LinkMode {
    OTP,
    REDIRECT,
    /// The provider publishes no way.
    NONE
  }

  /// How credentials are kept alive.
  public enum Renewing {
    REFRESH_TOKEN,
    REGENERATE,
    ROTATES_ON_READ,
    NONE
  }

  /// What the provider discloses about a balance.
  public enum Balance {
    YES,
    SUFFICIENCY_ONLY,
    NO
  }

  /// How money is added.
  public enum Topup {
    HOSTED,
    /// In the provider's app: no reference to inquire by, and no return of the browser.
    DEEPLINK,
    WITHIN_DEBIT,
    NONE
  }

  /// Whether a link is ended at the provider too.
  public enum Delink {
    REMOTE,
    LOCAL_ONLY
  }

  /// What a repeated debit with the same reference does.
  public enum DebitIdempotency {
    REJECTS_DUPLICATE,
    REPLAYS_RESULT,
    NONE
  }

  /// Whether a refund has a reference of its own.
  public enum RefundIdempotency {
    /// And a second refund with it is refused, or answered with the first result.
    OWN_REFERENCE,
    /// But the provider asks not to repeat the call.
    OWN_REFERENCE_ONCE,
    NONE
  }
}
