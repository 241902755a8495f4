package org.batua.gateway.page;

import java.time.Instant;
import java.util.List;
import org.batua.gateway.base.Money;

/// What every template knows: the request, the texts of its language, the files of the layout.
///
/// @param brand of the shop that the page is for
/// @param frameOrigins of the pages around this one, which are told of what happens
/// @param refreshSeconds after which a browser without scripts reloads; 0 for never
public record Page(
    PageRequest request,
    Texts texts,
    Assets assets,
    Brand brand,
    int refreshSeconds,
    List<String> frameOrigins) {
  public Page {
    frameOrigins = List.copyOf(frameOrigins);
  }

  /// What a browser's first page brings by itself, so that its first paint waits for no second
  /// request; empty for every other page.
  public String styles() {
    return request.isFirst() ? assets.styles(brand.accent()) : "";
  }

  public String say(String key, Object... values) {
    return texts.say(key, values);
  }

  public String money(Money amount) {
    return texts.money(amount);
  }

  /// As [Texts#words].
  public String words(Money amount) {
    return texts.words(amount);
  }

  public String time(Instant at) {
    return texts.time(at);
  }

  public Language language() {
    return request.language();
  }

  public String formToken() {
    return request.formToken();
  }

  /// This very page in another language.
  public String pathIn(Language other) {
    return request.path() + (request.path().contains("?") ? "&" : "?") + "lang=" + other.tag();
  }
}
