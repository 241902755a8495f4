package org.batua.gateway.merchant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.batua.gateway.base.MerchantId;

/// The brandings of the merchants; a change shows everywhere within seconds.
public final class Brandings {
  private static final Duration CACHED_FOR = Duration.ofSeconds(5);
  private static final int CACHED_MAX = 1000;

  private final BrandingStore store;
  private final LoadingCache<MerchantId, Branding> cached;

  public Brandings(BrandingStore store) {
    this.store = store;
    this.cached =
        Caffeine.newBuilder()
            .maximumSize(CACHED_MAX)
            .expireAfterWrite(CACHED_FOR)
            .build(store::find);
  }

  /// As it was a few seconds ago at most.
  public Branding of(MerchantId merchant) {
    return cached.get(merchant);
  }

  /// Changes what is named, and leaves the rest as it is.
  ///
  /// @param changes by the words of [BrandingField]; an empty text removes
  /// @throws IllegalArgumentException naming what is wrong; nothing is changed then
  public Branding change(MerchantId merchant, Map<String, String> changes) {
    Map<BrandingField, String> checked = new EnumMap<>(BrandingField.class);
    changes.forEach(
        (word, text) -> {
          var field =
              BrandingField.of(word)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              word + ": unknown (expected: one of " + BrandingField.words() + ")"));
          checked.put(field, text.isEmpty() ? "" : field.check(text));
        });
    store.change(merchant, checked);
    cached.invalidate(merchant);
    return cached.get(merchant);
  }
}
