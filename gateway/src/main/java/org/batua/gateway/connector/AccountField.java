package org.batua.gateway.connector;

import java.util.Optional;

/// One value of a provider account's configuration.
///
/// @param kind whether the value is sealed at rest and never shown again
/// @param fallback the value when none is given; without one the field is required
public record AccountField(String name, Kind kind, Optional<String> fallback, String meaning) {
  /// How a field's value is kept.
  public enum Kind {
    SETTING,
    SECRET
  }

  public static AccountField setting(String name, String fallback, String meaning) {
    return new AccountField(name, Kind.SETTING, Optional.of(fallback), meaning);
  }

  public static AccountField requiredSetting(String name, String meaning) {
    return new AccountField(name, Kind.SETTING, Optional.empty(), meaning);
  }

  public static AccountField requiredSecret(String name, String meaning) {
    return new AccountField(name, Kind.SECRET, Optional.empty(), meaning);
  }

  public static AccountField optionalSecret(String name, String meaning) {
    return new AccountField(name, Kind.SECRET, Optional.of(""), meaning);
  }
}
