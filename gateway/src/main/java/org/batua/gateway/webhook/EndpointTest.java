package org.batua.gateway.webhook;

import java.time.InstantSource;
import java.util.Map;
import org.batua.gateway.base.Ids;

/// Sends an endpoint a webhook about something that never happened, to see whether it takes it.
public final class EndpointTest {
  private final Attempts attempts;
  private final SampleContent samples;
  private final Ids ids;
  private final InstantSource clock;

  public EndpointTest(Attempts attempts, SampleContent samples, Ids ids, InstantSource clock) {
    this.attempts = attempts;
    this.samples = samples;
    this.ids = ids;
    this.clock = clock;
  }

  /// One attempt now, of which nothing is kept.
  public Delivery.Attempt make(WebhookEndpoint endpoint, EventName name) {
    var sample = samples.of(endpoint, name, "evt_V2_" + ids.timedHex(clock.instant()));
    return attempts
        .make(
            endpoint,
            endpoint.url(),
            sample.event().id(),
            1,
            WebhookBody.of(sample.event(), sample.content()),
            Map.of("x-batua-test", "1"))
        .attempt();
  }
}
