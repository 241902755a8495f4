package org.batua.gateway.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;

/// The parameters of a request by their dotted names, whatever form they came in; the last of
/// several with one name counts, and an empty one counts as not given.
public final class Params {
  private static final int FIELDS_MAX = 256;
  private static final int ADDRESS_LENGTH_MAX = 512;
  private static final char REPLACEMENT = '\uFFFD';

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> notSingle = new HashSet<>();

  void put(String name, String value) {
    if (values.size() >= FIELDS_MAX) {
      throw new Rejected(new Rejection.UnreadableBody("more than " + FIELDS_MAX + " parameters"));
    }
    values.put(name, value);
    notSingle.remove(name);
  }

  /// The names of all that was given.
  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  void remove(String name) {
    values.remove(name);
    notSingle.remove(name);
  }

  /// Remembers that a list or an object stands where one value may be expected.
  void putNotSingle(String name) {
    notSingle.add(name);
    values.remove(name);
  }

  /// Refuses with the names of all that are missing.
  public void require(String... names) {
    List<String> missing = new ArrayList<>();
    for (var name : names) {
      if (!has(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new Rejected(new Rejection.MissingFields(missing));
    }
  }

  public boolean has(String name) {
    var value = values.get(name);
    return (value != null && !value.isEmpty()) || notSingle.contains(name);
  }

  /// The text of a parameter, without control characters.
  ///
  /// @param lengthMax in UTF-16 units
  public Optional<String> text(String name, int lengthMax) {
    if (notSingle.contains(name)) {
      throw invalid(name, "must be one value");
    }
    var value = values.get(name);
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    if (value.length() > lengthMax) {
      throw invalid(name, "must not be longer than " + lengthMax + " characters");
    }
    if (!isPrintable(value)) {
      throw invalid(name, "must not contain control characters or broken Unicode");
    }
    return Optional.of(value);
  }

  public String requiredText(String name, int lengthMax) {
    return text(name, lengthMax)
        .orElseThrow(() -> new Rejected(new Rejection.MissingFields(List.of(name))));
  }

  public Optional<Secret> secret(String name, int lengthMax) {
    return text(name, lengthMax).map(Secret::of);
  }

  /// Reads `true`, `True`, `1` and their opposites; not given is `false`.
  public boolean flag(String name) {
    return switch (text(name, 5).orElse("false")) {
      case "true", "True", "TRUE", "1" -> true;
      case "false", "False", "FALSE", "0" -> false;
      default -> throw invalid(name, "must be true or false");
    };
  }

  public int wholeNumber(String name, int fallback, int min, int max) {
    var text = text(name, 20);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(name, "must be a whole number from " + min + " to " + max);
    }
    throw invalid(name, "must be a whole number from " + min + " to " + max);
  }

  /// An absolute http or https address without query and fragment, to which some will be added.
  public Optional<String> address(String name) {
    var text = text(name, ADDRESS_LENGTH_MAX);
    if (text.isPresent() && !isAddress(text.get())) {
      throw invalid(name, "must be an absolute http address without query or fragment");
    }
    return text;
  }

  private static boolean isAddress(String text) {
    try {
      var uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  public static Rejected invalid(String name, String reason) {
    return new Rejected(new Rejection.InvalidField(name, reason));
  }

  /// Whether a text can be stored and shown: no control characters, no half surrogate pairs, and
  /// not what stands for bytes that were no UTF-8.
  static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == REPLACEMENT) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
