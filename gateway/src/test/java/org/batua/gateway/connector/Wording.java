package org.batua.gateway.connector;

import java.util.Map;
import java.util.Set;

/// What a provider's wire cannot say, declared in one place: the contracts expect what it says
/// instead.
///
/// @param linking errors of linking that its codes do not tell, with what they tell in their place
/// @param debit the same of debits
/// @param refund the same of refunds
public record Wording(
    Map<ProviderError, ProviderError> linking,
    Map<ProviderError, ProviderError> debit,
    Map<ProviderError, ProviderError> refund,
    Set<Silence> silences) {

  /// A provider that has a code for everything.
  public static final Wording EXACT = new Wording(Map.of(), Map.of(), Map.of(), Set.of());

  /// What is not there at all.
  public enum Silence {
    /// How long to wait when too many OTPs were asked for.
    TIME_TO_WAIT,
    /// The device on which a link was made.
    DEVICE,
    /// A request is protected on its way by TLS alone.
    UNSIGNED_REQUESTS,
    /// A refund that failed is forgotten, rather than told as failed.
    FORGETS_FAILED_REFUNDS,
    /// How far a linking is can only be learnt from the customer's browser.
    NO_LINK_POLL,
    /// A debit for which the balance is short waits for its customer to add money.
    ASKS_FOR_MONEY,
    /// Which of two linkings of one number is meant.
    SESSION
  }

  boolean isSilentAbout(Silence silence) {
    return silences.contains(silence);
  }

  /// A result as `Declined LIMIT_EXCEEDED` in the provider's words.
  static String said(String result, Map<ProviderError, ProviderError> words) {
    for (var word : words.entrySet()) {
      if (result.equals("Declined " + word.getKey())) {
        return "Declined " + word.getValue();
      }
    }
    return result;
  }
}
