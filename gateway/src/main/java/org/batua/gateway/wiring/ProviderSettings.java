package org.batua.gateway.wiring;

import java.time.Duration;
import org.batua.gateway.connector.transport.TransportLimits;
import org.batua.gateway.notification.Notifications;
import org.batua.gateway.provider.Providers;

/// Calls to providers, and their notifications to us.
///
/// @param callsKept how long calls are kept for the timeline of a payment
public record ProviderSettings(
    Providers.Timeouts timeouts,
    Duration eligibilityTime,
    TransportLimits transport,
    Duration callsKept,
    Notifications.Limits notifications) {
  static ProviderSettings read(Settings settings) {
    return new ProviderSettings(
        new Providers.Timeouts(
            settings.seconds("provider.otp_seconds", 15, 1, 120),
            settings.seconds("provider.balance_seconds", 6, 1, 120),
            settings.seconds("provider.debit_seconds", 30, 1, 300),
            settings.seconds("provider.refund_seconds", 30, 1, 300),
            settings.seconds("provider.inquiry_seconds", 10, 1, 120)),
        settings.seconds("provider.eligibility_seconds", 8, 1, 120),
        transport(settings),
        Duration.ofDays(settings.whole("provider.calls_days", 30, 0, 3650)),
        new Notifications.Limits(
            settings.whole("notification.worthless_per_hour", 100, 0, 1_000_000),
            Duration.ofDays(settings.whole("notification.days", 30, 1, 3650))));
  }

  private static TransportLimits transport(Settings settings) {
    var defaults = TransportLimits.DEFAULT;
    return new TransportLimits(
        settings.seconds("provider.connect_seconds", 3, 1, 60),
        defaults.idleKeepAlive(),
        settings.whole("provider.concurrent_calls", defaults.callsMax(), 1, 10_000),
        defaults.waitMax(),
        settings.whole("provider.answer_bytes", defaults.answerBytesMax(), 1024, 16_777_216),
        circuit(settings, defaults.circuit()));
  }

  private static TransportLimits.Circuit circuit(
      Settings settings, TransportLimits.Circuit defaults) {
    return new TransportLimits.Circuit(
        settings.whole("provider.circuit_trouble_percent", defaults.troublePercentMin(), 1, 100),
        settings.whole("provider.circuit_calls", defaults.callsMin(), 1, 1_000_000),
        defaults.window(),
        settings.seconds("provider.circuit_open_seconds", 2, 1, 600),
        defaults.trials());
  }
}
