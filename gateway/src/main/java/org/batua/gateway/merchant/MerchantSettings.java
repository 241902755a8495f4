package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.keyring.KeyRing;

/// What operators change about a merchant and its keys after both exist.
public final class MerchantSettings {
  private static final Duration CACHED_FOR = Duration.ofSeconds(1);
  private static final int CACHED_MAX = 10_000;
  private static final int LABEL_LENGTH_MAX = 80;
  private static final int NAME_LENGTH_MAX = 120;
  private static final int RESPONSE_KEY_BYTES = 32;

  private final MerchantSettingsStore store;
  private final KeyRing keyRing;
  private final Ids ids;
  private final InstantSource clock;
  private final LoadingCache<MerchantId, MerchantSettingsStore.Restrictions> restrictions;

  public MerchantSettings(
      MerchantSettingsStore store, KeyRing keyRing, Ids ids, InstantSource clock) {
    this.store = store;
    this.keyRing = keyRing;
    this.ids = ids;
    this.clock = clock;
    this.restrictions =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(store::restrictions);
  }

  /// Whether keys and client tokens of the merchant are refused; known on every server process
  /// within a second.
  public boolean isDisabled(MerchantId merchant) {
    return restrictions.get(merchant).isDisabled();
  }

  /// The merchant's limits; known on every server process within a second.
  public MerchantLimits limits(MerchantId merchant) {
    return restrictions.get(merchant).limits();
  }

  public void setLimits(MerchantId merchant, MerchantLimits limits) {
    store.putLimits(merchant, limits, clock.instant());
    restrictions.invalidate(merchant);
  }

  /// How long what the merchant's customers are given works; known on every server process within a
  /// second.
  public MerchantTimes times(MerchantId merchant) {
    return restrictions.get(merchant).times();
  }

  /// Changes for how long new orders may be paid, and for how long wallet tokens work, also those
  /// that were given out already.
  ///
  /// @return what changed, for the audit
  public String setTimes(MerchantId merchant, MerchantTimes times) {
    var before = store.restrictions(merchant).times();
    store.setTimes(merchant, times);
    restrictions.invalidate(merchant);
    return times.changedFrom(before);
  }

  /// Refuses all keys and client tokens of the merchant, or takes them again. What is open ends by
  /// itself.
  public void setDisabled(MerchantId merchant, boolean isDisabled) {
    store.setDisabled(merchant, isDisabled ? Optional.of(clock.instant()) : Optional.empty());
    restrictions.invalidate(merchant);
  }

  /// Changes name and return address.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  public void rename(MerchantId merchant, String name, Optional<URI> returnUrl) {
    if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException("name: 1 to " + NAME_LENGTH_MAX + " characters");
    }
    store.rename(merchant, name, returnUrl.map(URI::toString));
  }

  /// A new key that signs what customers' browsers bring back; the old one signs nothing more.
  public Secret rotateResponseKey(MerchantId merchant) {
    var key = Secret.of(ids.hex(RESPONSE_KEY_BYTES));
    store.setResponseKey(merchant, keyRing.seal(key, Merchants.context(merchant)));
    return key;
  }

  public List<LabelledKey> keys(MerchantId merchant) {
    return store.keys(merchant);
  }

  /// Says what a key is for, and who made it where that is not known yet.
  ///
  /// @return whether there is such a key
  /// @throws IllegalArgumentException when the label is too long
  public boolean label(MerchantId merchant, String prefix, String label, String by) {
    if (label.length() > LABEL_LENGTH_MAX) {
      throw new IllegalArgumentException("label: at most " + LABEL_LENGTH_MAX + " characters");
    }
    return store.label(merchant, prefix, label, by);
  }
}
