package org.batua.gateway.webhook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;

/// Endpoints that are stored nowhere.
final class EndpointSamples {
  private static final Secret KEY = Secret.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

  private EndpointSamples() {}

  static WebhookEndpoint at(String url, WebhookEndpoint.Success success) {
    return endpoint(url, success, Optional.empty());
  }

  /// One that asked for the events and fields of a version.
  static WebhookEndpoint ofVersion(LocalDate version) {
    return endpoint(
        "https://shop.example/hook", WebhookEndpoint.Success.ONLY_200, Optional.of(version));
  }

  private static WebhookEndpoint endpoint(
      String url, WebhookEndpoint.Success success, Optional<LocalDate> version) {
    return new WebhookEndpoint(
        "whe_0000000000000000",
        new MerchantId("shop"),
        WebhookEndpoint.PRIMARY,
        url,
        WebhookEndpoint.Choice.ALL,
        new WebhookEndpoint.Credentials("", Secret.of(""), Map.of()),
        new WebhookEndpoint.Signing(KEY, Optional.empty()),
        success,
        version,
        new WebhookEndpoint.State(
            WebhookEndpoint.Status.ACTIVE, "", 0, Optional.empty(), Instant.EPOCH));
  }
}
