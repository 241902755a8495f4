package org.batua.gateway.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.batua.gateway.http.ApiVersion;

/// Makes the bodies of webhooks. Their content is read for each attempt, but those attempts of an
/// event that are made to several endpoints within a second share it.
public final class WebhookBodies {
  private static final Duration SHARED_FOR = Duration.ofSeconds(1);
  private static final int SHARED_MAX = 1000;

  private final EventContent contents;
  private final Cache<Shared, FutureTask<Optional<WebhookBody>>> shared;

  public WebhookBodies(EventContent contents, InstantSource clock) {
    this.contents = contents;
    this.shared =
        Caffeine.newBuilder()
            .maximumSize(SHARED_MAX)
            .expireAfterWrite(SHARED_FOR)
            .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
            .build();
  }

  private record Shared(long event, int attempt, ApiVersion version) {}

  /// Empty when what the event is about is gone.
  Optional<WebhookBody> of(Claim claim, ApiVersion version) {
    var key = new Shared(claim.event().number(), claim.attempt(), version);
    // read outside of the cache, which would lock other keys meanwhile
    var own = new FutureTask<>(() -> fresh(claim.event(), version));
    var others = shared.asMap().putIfAbsent(key, own);
    if (others == null) {
      own.run();
    }
    try {
      return (others == null ? own : others).get();
    } catch (ExecutionException e) {
      return fresh(claim.event(), version);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a webhook's content was read", e);
    }
  }

  /// One that is shared with nobody.
  Optional<WebhookBody> fresh(Event event, ApiVersion version) {
    return contents.read(event, version).map(content -> WebhookBody.of(event, content));
  }
}
