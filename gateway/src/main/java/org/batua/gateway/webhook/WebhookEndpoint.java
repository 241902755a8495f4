package org.batua.gateway.webhook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;

/// A place where a merchant takes webhooks.
///
/// @param name the merchant's own; that of the vendor's single URL is `primary`
/// @param choice the events that it takes
/// @param apiVersion which events and fields there are; empty for the newest
public record WebhookEndpoint(
    String id,
    MerchantId merchant,
    String name,
    String url,
    Choice choice,
    Credentials credentials,
    Signing signing,
    Success success,
    Optional<LocalDate> apiVersion,
    State state) {
  /// The name of the endpoint that an order's own URL replaces.
  public static final String PRIMARY = "primary";

  /// The name of the endpoint that represents orders' own URLs where no primary one exists: it has
  /// their secret, and no URL of its own.
  public static final String ORDER_URLS = "order-urls";

  /// The events that an endpoint takes.
  ///
  /// @param names empty for all, also those to come
  public record Choice(List<EventName> names) {
    public static final Choice ALL = new Choice(List.of());

    public Choice {
      names = List.copyOf(names);
    }

    public List<String> words() {
      return names.isEmpty() ? List.of("*") : names.stream().map(EventName::name).toList();
    }
  }

  /// What the merchant's server recognises us by, besides the signature.
  ///
  /// @param username empty for no `Authorization` header
  /// @param headers in the order in which they are sent
  public record Credentials(String username, Secret password, Map<String, Secret> headers) {
    public Credentials {
      headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /// The secrets that sign.
  public record Signing(Secret current, Optional<Old> old) {
    /// One that was replaced and signs as well for a while.
    public record Old(Secret secret, Instant until) {}

    /// Those that sign at a time, the current one first.
    List<Secret> at(Instant now) {
      return old.filter(one -> now.isBefore(one.until()))
          .map(one -> List.of(current, one.secret()))
          .orElse(List.of(current));
    }
  }

  /// Which answers count as taken.
  public enum Success {
    ONLY_200("200"),
    ANY_2XX("2xx");

    private final String word;

    Success(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    boolean accepts(int status) {
      return switch (this) {
        case ONLY_200 -> status == 200;
        case ANY_2XX -> status / 100 == 2;
      };
    }

    static Optional<Success> named(String word) {
      return java.util.Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
  }

  /// Whether it takes anything now, and how it did lately.
  public record State(
      Status status,
      String reason,
      long failures,
      Optional<Instant> lastSuccess,
      Instant createdAt) {}

  /// Whether an endpoint takes deliveries.
  public enum Status {
    ACTIVE,
    /// Takes none for a while: they are held.
    PAUSED,
    /// Takes none; its owner switched it off.
    DISABLED,
    DELETED
  }

  boolean isActive() {
    return state.status() == Status.ACTIVE;
  }
}
