package org.batua.gateway.dashboard;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.batua.gateway.base.Money;

/// What the dashboard says in one language: its texts, amounts and times.
public final class Words {
  private static final List<String> TAGS = List.of("en", "hi");
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  private static final Pattern LAKH = Pattern.compile("(?<=\\d)(?=(?:\\d\\d)*\\d{3}$)");
  private static final Pattern THOUSAND = Pattern.compile("(?<=\\d)(?=(?:\\d{3})+$)");

  private final String tag;
  private final ResourceBundle texts;
  private final DateTimeFormatter time;
  private final DateTimeFormatter exactTime;

  Words(String tag) {
    this.tag = tag;
    var locale = Locale.of(tag, "IN");
    this.texts = ResourceBundle.getBundle("org.batua.gateway.dashboard.texts", locale, NO_FALLBACK);
    this.time = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", locale).withZone(INDIA);
    this.exactTime =
        DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss.SSS", locale).withZone(INDIA);
  }

  static Optional<String> known(String tag) {
    return Optional.of(tag).filter(TAGS::contains);
  }

  static List<String> tags() {
    return TAGS;
  }

  static String preferredBy(String header) {
    try {
      var best = Locale.lookupTag(Locale.LanguageRange.parse(header), TAGS);
      return Optional.ofNullable(best).flatMap(Words::known).orElse("en");
    } catch (IllegalArgumentException e) {
      return "en";
    }
  }

  public String tag() {
    return tag;
  }

  /// A text by its key.
  ///
  /// @param values what stands at `{0}`, `{1}` …
  public String say(String key, Object... values) {
    var pattern = texts.getString(key);
    return values.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.of(tag, "IN")).format(values);
  }

  /// The text of a key that may have none, else the plain word.
  public String word(String group, String name) {
    var key = group + "." + name;
    return texts.containsKey(key) ? texts.getString(key) : name;
  }

  /// `₹1,00,000.00` as in India, `Rp100.000` as in Indonesia.
  public String money(Money amount) {
    var plain = amount.majorFixed();
    int point = plain.indexOf('.');
    var whole = point < 0 ? plain : plain.substring(0, point);
    if (amount.currency().equals(Money.IDR)) {
      return "Rp" + THOUSAND.matcher(whole).replaceAll(".");
    }
    return "₹" + LAKH.matcher(whole).replaceAll(",") + (point < 0 ? "" : plain.substring(point));
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
      return say("age.days", age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return say("age.hours", age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? say("age.minutes", age.toMinutes(), age.toSecondsPart())
        : say("age.seconds", Math.max(0, age.toSeconds()));
  }
}
