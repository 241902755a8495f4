package org.batua.gateway.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// Numbers in words. Each language has a file: the words up to ninety-nine, since in the languages
/// of India they follow no rule, the hundreds, and the larger units, each as it stands at the end
/// and as it stands before more.
final class NumberWords {
  private static final int HUNDRED = 100;
  private static final String SEPARATOR = "\\|";

  private final List<String> small;
  private final List<String> hundreds;
  private final List<String> hundredsAnd;
  private final List<Unit> units;

  /// A thousand, a lakh, a crore.
  ///
  /// @param last how many there are, and nothing after them; `{0}` is the number
  /// @param before more words
  /// @param one of them, and nothing after it
  /// @param oneBefore more words
  private record Unit(long value, String last, String before, String one, String oneBefore) {
    static Unit of(String text) {
      var parts = text.split(SEPARATOR, -1);
      return new Unit(Long.parseLong(parts[0]), parts[1], parts[2], parts[3], parts[4]);
    }
  }

  NumberWords(Language language) {
    var words = read(language);
    this.small = list(words, "small");
    this.hundreds = list(words, "hundreds");
    this.hundredsAnd = list(words, "hundreds.and");
    this.units =
        Arrays.stream(text(words, "units").split(";", -1))
            .map(String::strip)
            .map(Unit::of)
            .toList();
  }

  private static Properties read(Language language) {
    var name = "numbers_" + language.tag() + ".properties";
    var words = new Properties();
    try (var in = NumberWords.class.getResourceAsStream(name);
        var reader =
            new InputStreamReader(
                Objects.requireNonNull(in, name + ": missing"), StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private static String text(Properties words, String key) {
    return Objects.requireNonNull(words.getProperty(key), key);
  }

  private static List<String> list(Properties words, String key) {
    return List.of(text(words, key).split(SEPARATOR, -1));
  }

  String say(long number) {
    if (number < HUNDRED) {
      return small.get((int) number);
    }
    var unit = units.stream().filter(one -> one.value() <= number).findFirst();
    if (unit.isEmpty()) {
      int hundred = (int) (number / HUNDRED) - 1;
      long rest = number % HUNDRED;
      return rest == 0 ? hundreds.get(hundred) : hundredsAnd.get(hundred) + " " + say(rest);
    }
    long many = number / unit.get().value();
    long rest = number % unit.get().value();
    var head =
        many == 1
            ? rest == 0 ? unit.get().one() : unit.get().oneBefore()
            : (rest == 0 ? unit.get().last() : unit.get().before()).replace("{0}", say(many));
    return rest == 0 ? head : head + " " + say(rest);
  }
}
