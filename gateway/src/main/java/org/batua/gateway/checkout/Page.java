package org.batua.gateway.checkout;

import org.batua.gateway.base.Money;

/// What every template knows: the visit, the words of its language, the files of the layout.
///
/// @param refreshSeconds after which a browser without scripts looks again; 0 for never
public record Page(PageRequest visit, Texts texts, Assets assets, int refreshSeconds) {
  public String say(String key, Object... values) {
    return texts.say(key, values);
  }

  public String money(Money amount) {
    return texts.money(amount);
  }

  public Language language() {
    return visit.language();
  }

  public String formToken() {
    return visit.formToken();
  }

  /// This very page in another language.
  public String pathIn(Language other) {
    return visit.path() + (visit.path().contains("?") ? "&" : "?") + "lang=" + other.tag();
  }
}
