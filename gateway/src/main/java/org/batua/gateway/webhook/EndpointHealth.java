package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts how endpoints do, and pauses one that has taken nothing for days. What is counted is
/// stored every few seconds: an endpoint's row would be written by each of its attempts otherwise.
public final class EndpointHealth {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointHealth.class);
  private static final Duration FAILING_MAX = Duration.ofDays(5);
  private static final int FAILURES_MIN = 100;

  private final WebhookEndpointStore store;
  private final WebhookEndpoints endpoints;
  private final InstantSource clock;
  private final ConcurrentMap<String, WebhookEndpointStore.Tally> tallies =
      new ConcurrentHashMap<>();

  public EndpointHealth(
      WebhookEndpointStore store, WebhookEndpoints endpoints, InstantSource clock) {
    this.store = store;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  void note(String endpoint, boolean isTaken) {
    tallies.merge(
        endpoint,
        new WebhookEndpointStore.Tally(isTaken, isTaken ? 0 : 1),
        WebhookEndpointStore.Tally::plus);
  }

  /// Stores what was counted, and pauses what has failed for too long.
  void store() {
    Map<String, WebhookEndpointStore.Tally> counted = new TreeMap<>();
    for (var endpoint : tallies.keySet()) {
      var tally = tallies.remove(endpoint);
      if (tally != null) {
        counted.put(endpoint, tally);
      }
    }
    var now = clock.instant();
    counted.forEach(
        (endpoint, tally) -> {
          var limit = new WebhookEndpointStore.FailureLimit(FAILURES_MIN, now.minus(FAILING_MAX));
          if (store.recordHealth(endpoint, tally, limit, now)) {
            endpoints.forget(endpoint);
            LOG.atWarn()
                .addKeyValue("endpoint", endpoint)
                .log("webhook endpoint paused: it has taken nothing for 5 days");
          }
        });
  }
}
