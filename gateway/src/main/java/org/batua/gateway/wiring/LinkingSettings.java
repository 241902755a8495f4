package org.batua.gateway.wiring;

import java.time.Duration;
import org.batua.gateway.wallet.OtpLimits;
import org.batua.gateway.wallet.OtpLinking;

/// How wallets are linked.
///
/// @param otp limits of one wallet
/// @param otpLimits limits of a number, a customer and a merchant
/// @param consentLife how long a customer may take to consent at a provider
public record LinkingSettings(
    OtpLinking.Limits otp, OtpLimits.Limits otpLimits, Duration consentLife) {
  private static final int DAY_SECONDS = 86_400;

  static LinkingSettings read(Settings settings) {
    var window = settings.seconds("otp.window_seconds", 600, 1, DAY_SECONDS);
    return new LinkingSettings(
        new OtpLinking.Limits(
            settings.whole("otp.sends_per_window", 5, 1, 1000),
            window,
            settings.whole("otp.attempts_per_otp", 5, 1, 100)),
        new OtpLimits.Limits(
            settings.whole("otp.sends_per_number", 10, 1, 1_000_000),
            settings.whole("otp.sends_per_customer", 15, 1, 1_000_000),
            settings.whole("otp.sends_per_merchant", 20_000, 1, 100_000_000),
            settings.whole("otp.attempts_per_number", 20, 1, 1_000_000),
            window),
        settings.seconds("consent.seconds", 900, 10, DAY_SECONDS));
  }
}
