package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import org.batua.gateway.base.Ids;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.Providers;

/// What all features are made of.
record Foundation(
    Config config,
    Database database,
    Connectors connectors,
    ProviderAccounts accounts,
    Providers providers,
    Merchants merchants,
    Ids ids,
    DatabaseClock clock,
    MeterRegistry meters) {}
