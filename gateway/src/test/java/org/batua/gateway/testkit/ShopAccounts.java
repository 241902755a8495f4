package org.batua.gateway.testkit;

import java.util.Map;

/// The fields of an account at each simulated provider.
final class ShopAccounts {
  private ShopAccounts() {}

  /// @param url where the provider's API begins
  static Map<String, String> fields(String gateway, String url) {
    return switch (gateway) {
      case "MOBIKWIK" ->
          Map.of(
              "base_url",
              url,
              "mid",
              GatewayFixture.MID,
              "merchant_name",
              "Test Merchant",
              "key",
              GatewayFixture.PROVIDER_KEY);
      case "PAYTM" ->
          Map.of(
              "accounts_url", url,
              "pg_url", url,
              "mid", "TESTMID00000000001",
              "merchant_key", "0123456789abcdef",
              "client_id", "test-client",
              "client_secret", "test-client-secret");
      case "PHONEPE" ->
          Map.of("base_url", url, "merchant_id", "TESTMID", "salt_key", "test-salt-key");
      default -> throw new IllegalArgumentException("gateway: " + gateway + " (expected: known)");
    };
  }
}
