package org.batua.gateway.connector;

import java.time.Duration;

/// The surroundings of one call to a provider.
///
/// @param deviceId stable per wallet; providers that bind a link to a device compare it
/// @param timeout how long the whole exchange may take
public record Call(
    ProviderAccount account, String deviceId, Duration timeout, Transport transport) {}
