package org.batua.gateway.wiring;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.batua.gateway.webhook.Dispatcher;
import org.batua.gateway.webhook.transport.Cidr;
import org.batua.gateway.webhook.transport.EndpointGuard;
import org.batua.gateway.webhook.transport.EndpointGuard.Rules;
import org.batua.gateway.webhook.transport.WebhookClient;

/// What can be set of webhooks.
///
/// @param eventDays how long events and their deliveries are kept
/// @param bodyDays how long what was sent is kept
public record WebhookSettings(
    EndpointGuard.Rules guard,
    WebhookClient.Limits client,
    Dispatcher.Limits limits,
    int eventDays,
    int bodyDays,
    Listening listening) {
  /// Whether `batua listen` may read events.
  public enum Listening {
    ALLOWED,
    REFUSED
  }

  static WebhookSettings read(Settings settings, boolean isDevelopment) {
    return new WebhookSettings(
        new Rules(
            settings.choice(
                "webhook.http", isDevelopment ? Rules.Plaintext.ALLOWED : Rules.Plaintext.REFUSED),
            isDevelopment ? Rules.Loopback.ALLOWED : Rules.Loopback.REFUSED,
            settings.choice("webhook.ports", isDevelopment ? Rules.Ports.HIGH : Rules.Ports.USUAL),
            networks(settings)),
        new WebhookClient.Limits(
            settings.seconds("webhook.connect_seconds", 5, 1, 30),
            settings.seconds("webhook.timeout_seconds", 15, 1, 30)),
        new Dispatcher.Limits(
            settings.whole("webhook.in_flight", 4096, 4, 65_536),
            settings.whole("webhook.in_flight_per_endpoint", 32, 1, 4096),
            settings.whole("webhook.lease_seconds", 60, 35, 3600)),
        settings.whole("webhook.event_days", 30, 2, 3650),
        settings.whole("webhook.body_days", 7, 1, 3650),
        settings.choice(
            "webhook.listening", isDevelopment ? Listening.ALLOWED : Listening.REFUSED));
  }

  private static List<Cidr> networks(Settings settings) {
    var name = "webhook.networks";
    try {
      return settings
          .text(name)
          .map(
              text ->
                  Arrays.stream(text.split(",", -1)).map(one -> Cidr.parse(one.strip())).toList())
          .orElse(List.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("setting " + name + ": " + e.getMessage(), e);
    }
  }

  Duration eventLife() {
    return Duration.ofDays(eventDays);
  }

  Duration bodyLife() {
    return Duration.ofDays(bodyDays);
  }
}
