package org.batua.gateway.checkout;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which of a language's texts stood on the pages that somebody looked at. Every page has texts of
/// its own, so that one that nobody looked at is missed, and so is a text that no page says.
final class SeenTexts {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  private final Map<String, Pattern> unseen = new HashMap<>();

  private SeenTexts() {}

  /// Of all texts but those of problems and of notices, which stand in one place of a few pages.
  static SeenTexts of(Properties texts) {
    var seen = new SeenTexts();
    for (var key : texts.stringPropertyNames()) {
      if (!key.startsWith("problem.") && !key.startsWith("notice.")) {
        seen.unseen.put(key, whole(texts.getProperty(key)));
      }
    }
    return seen;
  }

  /// A text that fills an element or an attribute.
  private static Pattern whole(String text) {
    var words =
        Stream.of(PLACE.split(text, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^<>\"]+"));
    return Pattern.compile("[>\"]\\s*" + words + "\\s*[<\"]");
  }

  void add(String html) {
    unseen.values().removeIf(text -> text.matcher(html).find());
  }

  /// The keys of those that nobody has seen.
  Set<String> unseen() {
    return new TreeSet<>(unseen.keySet());
  }
}
