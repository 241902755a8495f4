package org.batua.gateway.merchant;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.ProviderAccount;

/// A provider account with what the merchant calls it.
///
/// @param gatewayReferenceId the merchant's name of this MID; empty when it is the only one
public record MerchantAccount(
    MerchantId merchant,
    Optional<String> gatewayReferenceId,
    ProviderAccount account,
    Instant createdAt) {}
