package org.batua.gateway.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.base.WebAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Named values from the command line, the environment and a YAML file; the first that has one
/// wins.
///
/// The setting `http.body_bytes` is `body_bytes` under `http` in the file and
/// `BATUA_HTTP_BODY_BYTES` in the environment.
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  /// Settings of older versions and what has taken their place: an old file still starts a server.
  private static final Map<String, String> REPLACED =
      Map.of(
          "checkout.otps_per_number",
          "otp.sends_per_number, which counts for all servers and whoever asks");

  private static final String VARIABLE = "BATUA_";

  /// Variables that are read elsewhere: by the launcher, the commands that call a server, tests.
  private static final Set<String> NO_SETTINGS =
      Set.of(
          "BATUA_API_KEY",
          "BATUA_BUILD",
          "BATUA_CACHE_DIR",
          "BATUA_CHROMIUM",
          "BATUA_JAVA_OPTS",
          "BATUA_KEY",
          "BATUA_RUN",
          "BATUA_SIMULATOR_DATABASE_URL",
          "BATUA_URL");

  private final Map<String, String> options;
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Set<String> asked = new TreeSet<>();

  private Settings(
      Map<String, String> options, Map<String, String> environment, Map<String, String> file) {
    this.options = Map.copyOf(options);
    this.environment = Map.copyOf(environment);
    this.file = file;
  }

  /// Reads the file, where there is one.
  ///
  /// @throws IllegalArgumentException when the file is not a YAML mapping of plain values
  public static Settings of(
      Map<String, String> options, Map<String, String> environment, Optional<Path> file) {
    return new Settings(options, environment, file.map(Settings::readFile).orElseGet(HashMap::new));
  }

  Optional<String> text(String name) {
    asked.add(name);
    return Optional.ofNullable(options.get(name))
        .or(() -> Optional.ofNullable(environment.get(variable(name))))
        .or(() -> Optional.ofNullable(file.get(name)))
        .filter(value -> !value.isEmpty());
  }

  int whole(String name, int fallback, int min, int max) {
    var text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, text.get(), "a whole number from " + min + " to " + max);
    }
    throw wrong(name, text.get(), "a whole number from " + min + " to " + max);
  }

  Duration seconds(String name, int fallback, int min, int max) {
    return Duration.ofSeconds(whole(name, fallback, min, max));
  }

  Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /// An address that paths are added to, without a trailing slash.
  Optional<URI> address(String name) {
    return text(name)
        .map(
            text ->
                WebAddress.plain(text.replaceAll("/+$", ""))
                    .orElseThrow(() -> wrong(name, WebAddress.shown(text), WebAddress.PLAIN)));
  }

  <E extends Enum<E>> E choice(String name, E fallback) {
    var text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    for (var constant : fallback.getDeclaringClass().getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text.get())) {
        return constant;
      }
    }
    var names = new TreeSet<String>();
    for (var constant : fallback.getDeclaringClass().getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    throw wrong(name, text.get(), "one of " + names);
  }

  /// Refuses unknown settings in the file: a typing error must not go unnoticed.
  void refuseUnknown() {
    for (var name : file.keySet()) {
      if (REPLACED.containsKey(name)) {
        LOG.warn("setting {}: has no effect any more (expected: {})", name, REPLACED.get(name));
      } else if (!asked.contains(name)) {
        throw new IllegalArgumentException(
            "setting " + name + ": unknown (expected one of " + asked + ")");
      }
    }
    unknownVariables()
        .forEach(it -> LOG.warn("environment {}: no setting has this name; it has no effect", it));
  }

  /// Only warned of: whatever runs the server may put names of its own beside ours.
  Set<String> unknownVariables() {
    var unknown = new TreeSet<String>();
    for (var name : environment.keySet()) {
      if (name.startsWith(VARIABLE) && !NO_SETTINGS.contains(name)) {
        unknown.add(name);
      }
    }
    asked.forEach(it -> unknown.remove(variable(it)));
    REPLACED.keySet().forEach(it -> unknown.remove(variable(it)));
    return unknown;
  }

  /// The names of all settings that were asked for.
  Set<String> names() {
    return Set.copyOf(asked);
  }

  static String variable(String name) {
    return VARIABLE + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static IllegalArgumentException wrong(String name, String value, String expected) {
    return new IllegalArgumentException(
        "setting " + name + ": " + value + " (expected: " + expected + ")");
  }

  private static Map<String, String> readFile(Path path) {
    try {
      Map<String, String> values = new HashMap<>();
      var yaml = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      flatten("", yaml.readTree(Files.readString(path)), values);
      return values;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "configuration file "
              + path
              + ": "
              + FileFailure.text(e)
              + " (expected: a readable file; name another with --config)",
          e);
    } catch (JacksonException e) {
      // its own message quotes the line, which may hold a password
      throw new IllegalArgumentException(
          "configuration file "
              + path
              + ": line "
              + e.getLocation().getLineNr()
              + " cannot be read (expected: YAML, each name once)");
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                      entry.getValue(),
                      into));
    } else if (node.isValueNode() && !prefix.isEmpty()) {
      into.put(prefix, node.asString());
    } else if (!node.isMissingNode() && !node.isNull()) {
      throw new IllegalArgumentException(
          prefix.isEmpty()
              ? "configuration file: no names in it (expected: names with values, as port: 8080)"
              : "setting " + prefix + ": a list (expected: names with plain values)");
    }
  }
}
