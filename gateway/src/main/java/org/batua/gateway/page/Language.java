package org.batua.gateway.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language that the pages speak.
public enum Language {
  EN("en", "English"),
  HI("hi", "हिन्दी");

  private final String tag;
  private final String ownName;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
  }

  public String tag() {
    return tag;
  }

  /// What its speakers call it.
  public String ownName() {
    return ownName;
  }

  /// As it is spoken in India, where amounts are grouped by lakh and crore.
  public Locale locale() {
    return Locale.of(tag, "IN");
  }

  public static Optional<Language> of(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  /// The one that an `Accept-Language` header prefers; English without any.
  static Language preferredBy(String header) {
    try {
      var tags = Arrays.stream(values()).map(Language::tag).toList();
      var best = Locale.lookupTag(Locale.LanguageRange.parse(header), List.copyOf(tags));
      return Optional.ofNullable(best).flatMap(Language::of).orElse(EN);
    } catch (IllegalArgumentException e) {
      return EN;
    }
  }
}
