package org.batua.gateway.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;

/// One call to a provider, as it ended; holds no secret and no customer data.
///
/// @param account our id of the provider account
/// @param error the provider's refusal or the transport's failure in our words; empty for neither
/// @param providerCode the provider's own code, empty when there was none
/// @param httpStatus of the last HTTP exchange of the call; 0 when no answer came
/// @param exchanges as far as they may be shown
public record ProviderCall(
    Operation operation,
    GatewayCode gateway,
    String account,
    Subject subject,
    Instant startedAt,
    Duration took,
    CallOutcome outcome,
    String error,
    String providerCode,
    int httpStatus,
    List<RecordedExchange> exchanges) {
  public ProviderCall {
    exchanges = List.copyOf(exchanges);
  }

  /// What the call is about.
  ///
  /// @param reference our own name of the movement of money
  public record Subject(Optional<Reference> reference, Optional<WalletId> wallet) {}
}
