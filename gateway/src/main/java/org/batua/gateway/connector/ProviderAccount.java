package org.batua.gateway.connector;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WebAddress;

/// A merchant's account at a provider (one MID), as a connector sees it.
///
/// @param id our id of the account; isolates its connections, limits and figures
/// @param settings every setting that [Connector#accountFields()] names, fallbacks filled in
/// @param secrets every secret that it names
public record ProviderAccount(
    String id, GatewayCode gateway, Map<String, String> settings, Map<String, Secret> secrets) {
  public ProviderAccount {
    settings = Map.copyOf(settings);
    secrets = Map.copyOf(secrets);
  }

  public String setting(String name) {
    var value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException("setting " + name + ": missing in provider account " + id);
    }
    return value;
  }

  /// A setting that accounts do not have which were configured before there was one.
  public String setting(String name, String fallback) {
    return settings.getOrDefault(name, fallback);
  }

  /// A setting that begins URLs, followed by a path.
  ///
  /// @throws IllegalArgumentException when that is no address that a path can be added to
  public URI url(String name, String path) {
    var begin = setting(name);
    return WebAddress.plain(begin)
        .filter(_ -> !begin.endsWith("/"))
        .flatMap(_ -> WebAddress.page(begin + path))
        .orElseThrow(() -> unfit(name, WebAddress.PLAIN + ", and no slash at its end"));
  }

  /// A setting that is an address by itself.
  ///
  /// @throws IllegalArgumentException when it is none
  public URI page(String name) {
    return WebAddress.page(setting(name)).orElseThrow(() -> unfit(name, WebAddress.PAGE));
  }

  /// A setting that is one of a few words: the names of the constants.
  ///
  /// @throws IllegalArgumentException when it is none of them
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    var words = new LinkedHashMap<String, E>();
    for (var constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    var chosen = words.get(setting(name).toLowerCase(Locale.ROOT));
    if (chosen == null) {
      var all = List.copyOf(words.keySet());
      var last = all.size() - 1;
      throw unfit(name, String.join(", ", all.subList(0, last)) + " or " + all.get(last));
    }
    return chosen;
  }

  /// That a setting is not as it has to be.
  public IllegalArgumentException unfit(String name, String expected) {
    return new IllegalArgumentException(
        name + ": " + WebAddress.shown(setting(name)) + " (expected: " + expected + ")");
  }

  /// What is wrong with an account, of readings that say so by throwing.
  public static List<String> problems(Supplier<?>... readings) {
    var problems = new ArrayList<String>();
    for (var reading : readings) {
      try {
        var _ = reading.get();
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(problems);
  }

  public Secret secret(String name) {
    var value = secrets.get(name);
    if (value == null) {
      throw new IllegalStateException("secret " + name + ": missing in provider account " + id);
    }
    return value;
  }
}
