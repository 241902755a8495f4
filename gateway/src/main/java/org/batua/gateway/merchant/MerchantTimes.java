package org.batua.gateway.merchant;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long what a merchant's customers are given works.
///
/// @param orderExpiry how long after its creation a payment of an order may begin; empty: always
/// @param walletToken how long a wallet token works; empty: as long as the server says
public record MerchantTimes(Optional<Duration> orderExpiry, Optional<Duration> walletToken) {
  public static final String ORDER_EXPIRY = "order_expiry_minutes";
  public static final String WALLET_TOKEN = "wallet_token_seconds";
  public static final MerchantTimes NONE = new MerchantTimes(Optional.empty(), Optional.empty());

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final int YEAR_MINUTES = 365 * 24 * 60;
  private static final int DAY_SECONDS = 24 * 60 * 60;

  /// Reads both as an operator writes them.
  ///
  /// @param orderExpiry in minutes
  /// @param walletToken in seconds
  /// @throws IllegalArgumentException naming what is wrong
  public static MerchantTimes parse(Optional<String> orderExpiry, Optional<String> walletToken) {
    return new MerchantTimes(
        orderExpiry.map(it -> Duration.ofMinutes(within(ORDER_EXPIRY, it, YEAR_MINUTES))),
        walletToken.map(it -> Duration.ofSeconds(within(WALLET_TOKEN, it, DAY_SECONDS))));
  }

  private static int within(String name, String text, int max) {
    int value = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          name + ": " + shown(text) + " (expected: a whole number from 1 to " + max + ")");
    }
    return value;
  }

  private static String shown(String text) {
    return text.length() > 20 ? text.substring(0, 20) + "…" : text;
  }

  public Optional<Integer> orderExpiryMinutes() {
    return orderExpiry.map(it -> Math.toIntExact(it.toMinutes()));
  }

  public Optional<Integer> walletTokenSeconds() {
    return walletToken.map(it -> Math.toIntExact(it.toSeconds()));
  }

  /// What changed since, for the audit.
  public String changedFrom(MerchantTimes before) {
    return change(ORDER_EXPIRY, before.orderExpiryMinutes(), orderExpiryMinutes())
        + ", "
        + change(WALLET_TOKEN, before.walletTokenSeconds(), walletTokenSeconds());
  }

  private static String change(String name, Optional<Integer> before, Optional<Integer> now) {
    return name + " " + shown(before) + " -> " + shown(now);
  }

  private static String shown(Optional<Integer> value) {
    return value.map(String::valueOf).orElse("none");
  }
}
