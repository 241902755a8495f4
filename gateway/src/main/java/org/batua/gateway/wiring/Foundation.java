package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import org.batua.gateway.base.Ids;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.merchant.DailyLimits;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.MoneyMeters;
import org.batua.gateway.resolution.OpenTransaction;
import org.batua.gateway.resolution.Recovery;
import org.batua.gateway.resolution.ResolvableKind;
import org.batua.gateway.resolution.ResolvableStatus;
import org.batua.gateway.resolution.ResolvableStore;
import org.batua.gateway.resolution.Resolver;
import org.batua.gateway.resolution.StatusChecker;
import org.batua.gateway.resolution.TransactionStore;

/// What all features are made of.
record Foundation(
    Config config,
    Database database,
    Connectors connectors,
    ProviderAccounts accounts,
    Providers providers,
    Merchants merchants,
    MerchantSettings settings,
    DailyLimits limits,
    Ids ids,
    DatabaseClock clock,
    MeterRegistry meters,
    Recovery recovery) {
  Foundation(
      Config config,
      Database database,
      ProviderFeature provider,
      MerchantFeature merchant,
      Ids ids,
      DatabaseClock clock,
      MeterRegistry meters) {
    this(
        config,
        database,
        provider.connectors,
        merchant.accounts,
        provider.providers,
        merchant.merchants,
        merchant.settings,
        merchant.limits,
        ids,
        clock,
        meters,
        new Recovery(provider.silences, clock));
  }

  private LogTrail.Story story(String transaction) {
    return new TransactionStore(database).logged(transaction);
  }

  <T extends OpenTransaction<S>, S extends Enum<S> & ResolvableStatus> Resolver<T, S> resolver(
      ResolvableStore<T, S> store, ResolvableKind<T, S> kind, StatusChecker checker) {
    var money = new MoneyMeters(meters);
    return new Resolver<>(store, kind, checker, clock, money, this::story, recovery);
  }
}
