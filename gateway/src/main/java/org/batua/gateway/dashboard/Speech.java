package org.batua.gateway.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.page.Language;
import org.batua.gateway.page.Texts;

/// What the dashboard says in one language: its texts, and times as operators need them.
public final class Speech {
  static final List<Language> LANGUAGES = List.of(Language.EN, Language.HI);
  private static final String BUNDLE = "org.batua.gateway.dashboard.texts";
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

  private final Texts texts;
  private final DateTimeFormatter time;
  private final DateTimeFormatter exactTime;

  Speech(Language language) {
    this.texts = new Texts(language, BUNDLE);
    this.time =
        DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", language.locale()).withZone(INDIA);
    this.exactTime =
        DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss.SSS", language.locale()).withZone(INDIA);
  }

  /// The language of a tag, if the dashboard speaks it.
  static Optional<Language> known(String tag) {
    return Language.of(tag).filter(LANGUAGES::contains);
  }

  static Language preferredBy(String header) {
    return Language.preferredBy(header, LANGUAGES);
  }

  public Texts texts() {
    return texts;
  }

  /// In India, to the second.
  public String time(Instant at) {
    return time.format(at);
  }

  /// In India, to the millisecond: for stories in which every step counts.
  public String exactTime(Instant at) {
    return exactTime.format(at);
  }

  /// Its largest two units, as `3 d 4 h`.
  public String age(Duration age) {
    if (age.toDays() > 0) {
      return texts.say("age.days", age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return texts.say("age.hours", age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? texts.say("age.minutes", age.toMinutes(), age.toSecondsPart())
        : texts.say("age.seconds", Math.max(0, age.toSeconds()));
  }
}
