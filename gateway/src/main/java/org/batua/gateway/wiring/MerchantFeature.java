package org.batua.gateway.wiring;

import java.time.InstantSource;
import org.batua.gateway.base.Ids;
import org.batua.gateway.db.Database;
import org.batua.gateway.jose.MessageKeyStore;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.ApiKeys;
import org.batua.gateway.merchant.BrandingStore;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.merchant.DailyLimitStore;
import org.batua.gateway.merchant.DailyLimits;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.MerchantSettingsStore;
import org.batua.gateway.merchant.MerchantStore;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccountStore;
import org.batua.gateway.merchant.ProviderAccounts;

/// Merchants, their keys, settings and provider accounts.
final class MerchantFeature {
  final Merchants merchants;
  final Brandings brandings;
  final MerchantSettings settings;
  final DailyLimits limits;
  final ApiKeys apiKeys;
  final MessageKeys messageKeys;
  final ProviderAccounts accounts;

  MerchantFeature(Database database, KeyRing keyRing, Ids ids, InstantSource clock) {
    var store = new MerchantStore(database);
    this.merchants = new Merchants(store, keyRing, ids, clock);
    this.brandings = new Brandings(new BrandingStore(database));
    this.settings = new MerchantSettings(new MerchantSettingsStore(database), keyRing, ids, clock);
    this.limits = new DailyLimits(settings, new DailyLimitStore(database), clock);
    this.apiKeys = new ApiKeys(store, ids, clock);
    this.messageKeys = new MessageKeys(new MessageKeyStore(database, keyRing), ids, clock);
    this.accounts = new ProviderAccounts(new ProviderAccountStore(database, keyRing), ids, clock);
  }
}
