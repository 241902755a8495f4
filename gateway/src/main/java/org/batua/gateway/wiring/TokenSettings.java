package org.batua.gateway.wiring;

import java.time.Duration;

/// How long tokens work, and how often.
public record TokenSettings(Duration walletLife, Duration clientLife, int clientUses) {
  private static final int DAY_SECONDS = 86_400;

  static TokenSettings read(Settings settings) {
    return new TokenSettings(
        settings.seconds("wallet_token.seconds", 600, 1, DAY_SECONDS),
        settings.seconds("client_auth_token.seconds", 900, 1, DAY_SECONDS),
        settings.whole("client_auth_token.uses", 100, 1, 1_000_000));
  }
}
