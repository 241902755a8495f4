package org.batua.gateway.alert;

import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.ProviderHealth;
import org.batua.gateway.webhook.WebhookEndpoints;

/// Where what is wrong at a merchant shows.
///
/// @param health of the providers, as all servers see them
public record AlertSources(
    AccountFigureStore figures,
    LookupStore lookups,
    ProviderAccounts accounts,
    ProviderHealth health,
    WebhookEndpoints endpoints) {}
