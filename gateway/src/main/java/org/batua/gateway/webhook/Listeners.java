package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.keyring.KeyRing;
import tools.jackson.databind.json.JsonMapper;

/// Hands events to who listens for a developer's machine. A listener goes on after a number, so
/// that it misses nothing; it neither delays an endpoint nor replaces one.
public final class Listeners {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final int AT_ONCE = 100;
  private static final int WAITING_MAX = 32;
  private static final JsonMapper JSON = new JsonMapper();

  private final EventStore events;
  private final FanOut fanOut;
  private final EventContent contents;
  private final KeyRing keyRing;
  private final Ids ids;
  private final InstantSource clock;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);

  public Listeners(
      EventStore events,
      FanOut fanOut,
      EventContent contents,
      KeyRing keyRing,
      Ids ids,
      InstantSource clock) {
    this.events = events;
    this.fanOut = fanOut;
    this.contents = contents;
    this.keyRing = keyRing;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a listener begins with: the number that it goes on after, and the secret that signs.
  String begin(MerchantId merchant) {
    // from its secret on, a merchant's events are streamed
    var hello = Answer.object().put("secret", secret(merchant).reveal());
    fanOut.all();
    return message(events.lastNumber(merchant), "listening", JSON.writeValueAsString(hello));
  }

  /// The events after a number, as soon as there are some; a comment when none came for a while.
  ///
  /// @param names empty for all
  String after(MerchantId merchant, long number, List<EventName> names) {
    if (!waiting.tryAcquire()) {
      throw new Rejected(new Rejection.TooManyRequests(Duration.ofSeconds(1)));
    }
    try {
      var secret = secret(merchant);
      long from = number;
      long giveUpNanos = System.nanoTime() + WAIT.toNanos();
      while (true) {
        fanOut.all();
        // read first: all numbers up to this one are visible
        long seen = Math.max(from, events.lastNumber(merchant));
        var found = events.after(merchant, from, names, AT_ONCE);
        if (!found.isEmpty()) {
          return messages(found, secret);
        }
        from = seen;
        if (System.nanoTime() >= giveUpNanos) {
          return message(from, "nothing", "{}");
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    } finally {
      waiting.release();
    }
  }

  private String messages(List<EventStore.Streamed> found, Secret secret) {
    var text = new StringBuilder();
    for (var one : found) {
      text.append(message(one, secret));
    }
    return text.toString();
  }

  private String message(EventStore.Streamed streamed, Secret secret) {
    var event = streamed.event();
    var content = contents.read(event, ApiVersion.NEWEST);
    if (content.isEmpty()) {
      return message(streamed.number(), "gone", "{}");
    }
    var body = WebhookBody.of(event, content.get());
    var json = Answer.object();
    var headers = json.putObject("headers");
    WebhookRequest.signed(List.of(secret), event.id(), 1, clock.instant(), body)
        .forEach(headers::put);
    json.put("body", body.text());
    return message(streamed.number(), event.name().name(), JSON.writeValueAsString(json));
  }

  private static String message(long id, String event, String data) {
    return "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
  }

  /// The merchant's own secret of listeners, which stays the same.
  private Secret secret(MerchantId merchant) {
    var context = "webhook-listener/" + merchant;
    var known = events.listenerSecret(merchant);
    if (known.isEmpty()) {
      events.putListenerSecret(merchant, keyRing.seal(Signature.newSecret(ids), context));
      known = events.listenerSecret(merchant);
    }
    return known.map(bytes -> keyRing.open(bytes, context)).orElseThrow();
  }

  static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
