package org.batua.gateway.connector;

import java.time.Duration;
import java.util.Optional;

/// A provider's definite no.
///
/// @param attemptsLeft how many attempts the customer has left, where the provider says so
/// @param retryAfter how long to wait, where the provider says so
public record Refusal(
    ProviderError error,
    Optional<Integer> attemptsLeft,
    Optional<Duration> retryAfter,
    ProviderResponse response) {
  public static Refusal of(ProviderError error, ProviderResponse response) {
    return new Refusal(error, Optional.empty(), Optional.empty(), response);
  }
}
