package org.batua.gateway.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.ExternalId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;

/// The parameters of a request by their dotted names, whatever form they came in; the last of
/// several with one name counts, and an empty one counts as not given.
public final class Params {
  private static final int FIELDS_MAX = 256;
  private static final char REPLACEMENT = '\uFFFD';

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> lists = new HashMap<>();
  private final Set<String> notSingle = new HashSet<>();
  private final Set<String> ofQuery = new HashSet<>();
  private final Map<String, Path> files = new HashMap<>();

  void put(String name, String value) {
    checkRoom();
    remove(name);
    ofQuery.remove(name);
    values.put(name, value);
  }

  /// From here on it is the body's parameters that are put.
  void endOfQuery() {
    ofQuery.addAll(values.keySet());
  }

  /// The texts of one channel, to the letter: of the body, or without a body of the query. What
  /// others add to an address does not mix with what was posted there.
  public Map<String, String> ofOneChannel() {
    Map<String, String> body = new HashMap<>(values);
    body.keySet().removeAll(ofQuery);
    return body.isEmpty() ? new HashMap<>(values) : body;
  }

  /// The names of all that was given.
  public Set<String> names() {
    var names = new HashSet<>(values.keySet());
    names.addAll(lists.keySet());
    return names;
  }

  void remove(String name) {
    values.remove(name);
    lists.remove(name);
    notSingle.remove(name);
  }

  /// Remembers that an object stands where one value may be expected.
  void putNotSingle(String name) {
    remove(name);
    notSingle.add(name);
  }

  /// Remembers a list, as the JSON text of it.
  void putList(String name, String json) {
    checkRoom();
    putNotSingle(name);
    lists.put(name, json);
  }

  private void checkRoom() {
    if (values.size() + lists.size() + files.size() >= FIELDS_MAX) {
      throw new Rejected(new Rejection.UnreadableBody("more than " + FIELDS_MAX + " parameters"));
    }
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

  /// A value as it came; empty when it is missing or empty.
  Optional<String> raw(String name) {
    return Optional.ofNullable(values.get(name)).filter(it -> !it.isEmpty());
  }

  public boolean has(String name) {
    var value = values.get(name);
    return (value != null && !value.isEmpty()) || notSingle.contains(name);
  }

  /// The text of a parameter in one line: an id, a name of something, a number.
  ///
  /// @param lengthMax in UTF-16 units
  public Optional<String> text(String name, int lengthMax) {
    var value = value(name, lengthMax);
    if (value.isPresent() && !isPrintable(value.get())) {
      throw invalid(name, "must not contain control characters or broken Unicode");
    }
    return value;
  }

  /// What people or their programs wrote for themselves, to the letter: line breaks and tabs are a
  /// part of it.
  ///
  /// @param lengthMax in UTF-16 units
  public Optional<String> prose(String name, int lengthMax) {
    return value(name, lengthMax).map(value -> storable(name, value));
  }

  /// As [#prose], but a list is taken too, as the JSON text of it.
  ///
  /// @param lengthMax in UTF-16 units
  public Optional<String> proseOrList(String name, int lengthMax) {
    var list = lists.get(name);
    return list == null
        ? prose(name, lengthMax)
        : Optional.of(storable(name, shortEnough(name, list, lengthMax)));
  }

  /// A mobile number, as it was given.
  ///
  /// @param countryCode of a number that does not name its country
  public Optional<String> mobileNumber(String name, String countryCode) {
    var text = text(name, MobileNumber.TEXT_LENGTH_MAX);
    if (text.isPresent() && MobileNumber.parse(countryCode, text.get()).isEmpty()) {
      throw invalid(name, MobileNumber.EXPECTED);
    }
    return text;
  }

  private Optional<String> value(String name, int lengthMax) {
    if (notSingle.contains(name)) {
      throw invalid(name, "must be one value");
    }
    var value = values.get(name);
    return value == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(shortEnough(name, value, lengthMax));
  }

  private static String shortEnough(String name, String value, int lengthMax) {
    if (value.length() > lengthMax) {
      throw invalid(name, "must not be longer than " + lengthMax + " characters");
    }
    return value;
  }

  private static String storable(String name, String value) {
    if (!isPrintable(name)) {
      throw invalid("a parameter", "must not have control characters in its name");
    }
    if (value.indexOf('\0') >= 0 || !isUnicode(value)) {
      throw invalid(name, "must not contain NUL or broken Unicode");
    }
    return value;
  }

  /// A file of a form, on disk until the request is answered; only on routes that take files.
  public Optional<Path> upload(String name) {
    return Optional.ofNullable(files.get(name));
  }

  void putFile(String name, Path file) {
    checkRoom();
    files.put(name, file);
  }

  /// What a file of a form holds: text of any length and any number of lines.
  public Optional<String> file(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  public String requiredText(String name, int lengthMax) {
    return text(name, lengthMax)
        .orElseThrow(() -> new Rejected(new Rejection.MissingFields(List.of(name))));
  }

  /// The id that a merchant gives to what is created.
  public ExternalId externalId(String name, int lengthMax) {
    return ExternalId.parse(requiredText(name, lengthMax))
        .orElseThrow(() -> invalid(name, ExternalId.EXPECTATION));
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

  public static Rejected invalid(String name, String reason) {
    return new Rejected(new Rejection.InvalidField(name, reason));
  }

  /// Whether a text fits in a line: valid Unicode without control characters.
  static boolean isPrintable(String text) {
    return text.chars().noneMatch(Character::isISOControl) && isUnicode(text);
  }

  /// Whether a text has no half surrogate pairs, and not what stands for bytes that were no UTF-8.
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == REPLACEMENT) {
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
