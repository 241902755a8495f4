package org.batua.gateway.page;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.batua.gateway.base.Money;

/// What the pages say, in one language: the words of the resource bundles, and amounts as people
/// write them.
public final class Texts {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /// Before the last three digits, and before each two further ones.
  private static final Pattern GROUP_END = Pattern.compile("(?<=\\d)(?=(?:\\d\\d)*\\d{3}$)");

  private static final Locale INDIAN = Locale.of("en", "IN");
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

  private static final Pattern WHOLE_THOUSAND = Pattern.compile("(?<=\\d)(?=(?:\\d{3})+$)");

  private final Language language;
  private final ResourceBundle words;
  private final NumberWords numbers;

  Texts(Language language) {
    this(language, "org.batua.gateway.page.texts");
  }

  /// @param bundle name of a resource bundle
  public Texts(Language language, String bundle) {
    this.language = language;
    this.numbers = new NumberWords(language);
    this.words = ResourceBundle.getBundle(bundle, language.locale(), NO_FALLBACK);
  }

  public Language language() {
    return language;
  }

  /// A text by its key.
  ///
  /// @param values of `{0}`, `{1}` …
  public String say(String key, Object... values) {
    var pattern = words.getString(key);
    return values.length == 0
        ? pattern
        : new MessageFormat(pattern, language.locale()).format(values);
  }

  /// The text of a key that may have none, else the plain word.
  public String word(String group, String name) {
    var key = group + "." + name;
    return has(key) ? words.getString(key) : name;
  }

  /// Whether there is a text with the key.
  public boolean has(String key) {
    return words.containsKey(key);
  }

  /// A date and time as people write them, in India's time.
  public String time(Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .localizedBy(language.locale())
        .format(at.atZone(INDIA));
  }

  /// An amount in words, as receipts have it; empty for a currency that there are no words for.
  public String words(Money amount) {
    var key = "words." + amount.currency();
    if (!has(key)) {
      return "";
    }
    var parts = amount.majorFixed().split("\\.", -1);
    var whole = numbers.say(Long.parseLong(parts[0]));
    long fraction = parts.length < 2 ? 0 : Long.parseLong(parts[1]);
    var text =
        fraction == 0 || !has(key + ".and")
            ? say(key, whole)
            : say(key + ".and", whole, numbers.say(fraction));
    return text.substring(0, 1).toUpperCase(language.locale()) + text.substring(1);
  }

  /// An amount with its currency's sign, grouped by lakh and crore as in India: `₹1,00,000.00`. The
  /// JDK knows one size of groups only. Rupiah as in Indonesia: `Rp100.000`.
  public String money(Money amount) {
    var plain = amount.majorFixed();
    int point = plain.indexOf('.');
    var whole = point < 0 ? plain : plain.substring(0, point);
    if (amount.currency().equals(Money.IDR)) {
      return "Rp" + WHOLE_THOUSAND.matcher(whole).replaceAll(".");
    }
    var decimals = point < 0 ? "" : plain.substring(point);
    var sign = amount.currency().getSymbol(INDIAN);
    return sign + GROUP_END.matcher(whole).replaceAll(",") + decimals;
  }
}
