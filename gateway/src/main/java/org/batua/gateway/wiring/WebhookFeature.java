package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.alert.Alerts;
import org.batua.gateway.base.Ids;
import org.batua.gateway.dashboard.WebhookPages;
import org.batua.gateway.db.Database;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.trace.Tracing;
import org.batua.gateway.webhook.Attempts;
import org.batua.gateway.webhook.CurrentContent;
import org.batua.gateway.webhook.DeliveryLogStore;
import org.batua.gateway.webhook.DeliveryRoutes;
import org.batua.gateway.webhook.DeliveryStore;
import org.batua.gateway.webhook.Dispatcher;
import org.batua.gateway.webhook.EndpointHealth;
import org.batua.gateway.webhook.EndpointTest;
import org.batua.gateway.webhook.EventRoutes;
import org.batua.gateway.webhook.EventStore;
import org.batua.gateway.webhook.FanOut;
import org.batua.gateway.webhook.FanOutStore;
import org.batua.gateway.webhook.Listeners;
import org.batua.gateway.webhook.OrderContent;
import org.batua.gateway.webhook.OrderViewStore;
import org.batua.gateway.webhook.Redelivery;
import org.batua.gateway.webhook.ReplayRoutes;
import org.batua.gateway.webhook.ReplayStore;
import org.batua.gateway.webhook.Replays;
import org.batua.gateway.webhook.Retention;
import org.batua.gateway.webhook.RetentionStore;
import org.batua.gateway.webhook.RetrySchedule;
import org.batua.gateway.webhook.SampleContent;
import org.batua.gateway.webhook.StreamRoutes;
import org.batua.gateway.webhook.WalletContentStore;
import org.batua.gateway.webhook.WebhookBodies;
import org.batua.gateway.webhook.WebhookCare;
import org.batua.gateway.webhook.WebhookEndpointRoutes;
import org.batua.gateway.webhook.WebhookEndpointStore;
import org.batua.gateway.webhook.WebhookEndpoints;
import org.batua.gateway.webhook.WebhookMetrics;
import org.batua.gateway.webhook.WebhookPump;
import org.batua.gateway.webhook.transport.EndpointGuard;
import org.batua.gateway.webhook.transport.WebhookClient;

/// The part of the composition root that makes webhooks.
final class WebhookFeature implements AutoCloseable {
  private final WebhookClient client;
  private final EndpointGuard guard;
  private final WebhookPump pump;
  private final Replays replays;
  private final WebhookPages.Features pages;
  private final Retention retention;
  private final List<Route> routes = new ArrayList<>();

  /// Makes the feature; nothing runs yet.
  ///
  /// @param baseUrl known once the server listens
  WebhookFeature(
      WebhookSettings settings,
      Database database,
      KeyRing keyRing,
      MeterRegistry meters,
      Tracing tracing,
      Ids ids,
      InstantSource clock,
      Supplier<URI> baseUrl) {
    this.guard = new EndpointGuard(settings.guard());
    this.client = new WebhookClient(guard, settings.client());
    var deliveries = new DeliveryStore(database);
    var endpointStore = new WebhookEndpointStore(database, keyRing);
    var endpoints = new WebhookEndpoints(endpointStore, deliveries, guard, ids, clock);
    var health = new EndpointHealth(endpointStore, endpoints, clock);
    var metrics = new WebhookMetrics(meters);
    var attempts = new Attempts(client, clock, tracing);
    var json = new OrderContent(new OrderJson(baseUrl));
    var contents =
        new CurrentContent(new OrderViewStore(database), new WalletContentStore(database), json);
    var dispatcher =
        new Dispatcher(
            new Dispatcher.Parts(
                deliveries,
                endpoints,
                new WebhookBodies(contents, clock),
                attempts,
                new RetrySchedule(new SecureRandom()),
                health,
                metrics,
                ids,
                clock),
            settings.limits());
    var numbers = new FanOutStore(database);
    var fanOut = new FanOut(numbers, endpoints, clock);
    var care = new WebhookCare(dispatcher, deliveries, health, metrics, clock);
    this.pump = new WebhookPump(fanOut, dispatcher, care);
    var events = new EventStore(database);
    var log = new DeliveryLogStore(database);
    var test = new EndpointTest(attempts, new SampleContent(json, clock), ids, clock);
    this.replays = new Replays(new ReplayStore(database), ids, clock);
    this.retention =
        new Retention(
            new RetentionStore(database), settings.eventLife(), settings.bodyLife(), clock, meters);
    routes.addAll(new ReplayRoutes(replays, endpoints, fanOut).routes());
    routes.addAll(new WebhookEndpointRoutes(endpoints, test).routes());
    if (settings.listening() == WebhookSettings.Listening.ALLOWED) {
      var listeners = new Listeners(events, fanOut, contents, keyRing, ids, clock);
      routes.addAll(new StreamRoutes(listeners).routes());
    }
    routes.addAll(new EventRoutes(events, log, fanOut).routes());
    var redelivery = new Redelivery(dispatcher, numbers);
    this.pages = new WebhookPages.Features(endpoints, log, redelivery, replays, test);
    routes.addAll(new DeliveryRoutes(log, events, endpoints, redelivery, fanOut).routes());
  }

  /// For calls to those who look after merchants, guarded alike.
  Alerts.Channel channel() {
    return new Alerts.Channel(client, guard);
  }

  WebhookPages.Features pages() {
    return pages;
  }

  List<Route> routes() {
    return routes;
  }

  List<Jobs.Job> jobs() {
    return List.of(
        new Jobs.Job("replay-webhooks", Duration.ofSeconds(1), replays::sweep),
        new Jobs.Job("forget-webhooks", Duration.ofHours(1), retention::sweep));
  }

  void start() {
    pump.start();
  }

  /// Brings all events to their endpoints and sends what is due.
  void sweep() {
    replays.sweep();
    pump.sweep();
    retention.sweep();
  }

  @Override
  public void close() {
    pump.close();
    client.close();
  }
}
