package org.batua.gateway.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language that the pages speak.
public enum Language {
  EN("en", "English"),
  HI("hi", "हिन्दी"),
  BN("bn", "বাংলা"),
  TE("te", "తెలుగు"),
  MR("mr", "मराठी"),
  TA("ta", "தமிழ்"),
  GU("gu", "ગુજરાતી"),
  KN("kn", "ಕನ್ನಡ"),
  ML("ml", "മലയാളം"),
  PA("pa", "ਪੰਜਾਬੀ"),
  ID("id", "Bahasa Indonesia");

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

  /// As it is spoken in its country. Digits are the ones of the amounts, as on phones and in the
  /// wallets' apps, also where the language has its own.
  public Locale locale() {
    return new Locale.Builder()
        .setLanguage(tag)
        .setRegion(this == ID ? "ID" : "IN")
        .setUnicodeLocaleKeyword("nu", "latn")
        .build();
  }

  public static Optional<Language> of(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  /// The one that an `Accept-Language` header prefers; English without any.
  static Language preferredBy(String header) {
    return preferredBy(header, List.of(values()));
  }

  /// The one of these that an `Accept-Language` header prefers; English without any.
  public static Language preferredBy(String header, List<Language> among) {
    try {
      var tags = among.stream().map(Language::tag).toList();
      var best = Locale.lookupTag(Locale.LanguageRange.parse(header), tags);
      return Optional.ofNullable(best).flatMap(Language::of).orElse(EN);
    } catch (IllegalArgumentException e) {
      return EN;
    }
  }
}
