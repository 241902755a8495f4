package org.batua.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.db.Database;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.log.TraceParent;
import org.batua.gateway.trace.Tracing;
import org.batua.gateway.webhook.transport.Exchange;
import org.batua.gateway.webhook.transport.Exchange.Answered;
import org.batua.gateway.webhook.transport.WebhookClient;

/// Makes one attempt: signs a body, posts it, and judges the answer.
public final class Attempts {
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final WebhookClient client;
  private final InstantSource clock;
  private final Tracing tracing;

  public Attempts(WebhookClient client, InstantSource clock, Tracing tracing) {
    this.client = client;
    this.clock = clock;
    this.tracing = tracing;
  }

  /// What one attempt came to.
  ///
  /// @param sign of the receiver's health
  /// @param retryAfter what the receiver asked for
  record Made(
      Delivery.Attempt attempt,
      Verdict verdict,
      SendQueue.Sign sign,
      Optional<Duration> retryAfter) {
    boolean isTaken() {
      return verdict == Verdict.TAKEN;
    }
  }

  /// Whether the merchant has it.
  enum Verdict {
    TAKEN,
    NOT_TAKEN,
    /// The receiver wants no more webhooks.
    GONE
  }

  Made make(WebhookEndpoint endpoint, String url, String event, int number, WebhookBody body) {
    return make(endpoint, url, event, number, body, Map.of());
  }

  /// @param more headers besides the usual
  Made make(
      WebhookEndpoint endpoint,
      String url,
      String event,
      int number,
      WebhookBody body,
      Map<String, String> more) {
    if (Database.isInTransaction()) {
      throw new IllegalStateException("webhook inside a transaction (expected: after its commit)");
    }
    var span = tracing.begin(Tracing.Kind.CLIENT, "webhook", LogTrail.span());
    try {
      var at = clock.instant();
      var headers = WebhookRequest.headers(endpoint, event, number, at, body);
      headers.putAll(more);
      headers.put(TraceParent.HEADER, TraceParent.of(span.context()));
      var made = judged(endpoint, url, number, at, headers, body);
      describe(span, event, made);
      return made;
    } finally {
      span.end();
    }
  }

  private static void describe(Tracing.Span span, String event, Made made) {
    span.set("batua.event", event);
    span.set("batua.attempt", made.attempt().number());
    span.set("batua.order_id", LogTrail.orderId());
    span.set("batua.error", made.attempt().error());
    made.attempt().httpStatus().ifPresent(it -> span.set("http.response.status_code", it));
    if (!made.isTaken()) {
      span.fail();
    }
  }

  private Made judged(
      WebhookEndpoint endpoint,
      String url,
      int number,
      Instant at,
      Map<String, String> headers,
      WebhookBody body) {
    long startedNanos = System.nanoTime();
    var exchange = client.post(url, headers, body.bytes());
    int tookMs = (int) Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    return switch (exchange) {
      case Answered answered -> {
        var error = error(endpoint.success(), answered.status());
        yield new Made(
            new Delivery.Attempt(
                number,
                at,
                tookMs,
                Optional.of(answered.status()),
                error,
                answered.address(),
                Redaction.of(answered.start(), endpoint),
                body.sha256()),
            verdict(error, answered.status()),
            sign(error, answered.status()),
            retryAfter(answered));
      }
      case Exchange.Failed(var address, var failure) ->
          new Made(
              new Delivery.Attempt(
                  number, at, tookMs, Optional.empty(), failure.name(), address, "", body.sha256()),
              Verdict.NOT_TAKEN,
              failure == Exchange.Failure.TIMEOUT
                  ? SendQueue.Sign.OVERLOAD
                  : SendQueue.Sign.FAILURE,
              Optional.empty());
    };
  }

  private static String error(WebhookEndpoint.Success success, int status) {
    if (success.accepts(status)) {
      return "";
    }
    return status / 100 == 3 ? "REDIRECTED" : "HTTP_" + status;
  }

  private static Verdict verdict(String error, int status) {
    if (error.isEmpty()) {
      return Verdict.TAKEN;
    }
    return status == GONE ? Verdict.GONE : Verdict.NOT_TAKEN;
  }

  private static SendQueue.Sign sign(String error, int status) {
    if (error.isEmpty()) {
      return SendQueue.Sign.SUCCESS;
    }
    return status == TOO_MANY_REQUESTS ? SendQueue.Sign.OVERLOAD : SendQueue.Sign.FAILURE;
  }

  private static Optional<Duration> retryAfter(Answered answered) {
    return answered.status() == TOO_MANY_REQUESTS || answered.status() == UNAVAILABLE
        ? answered.retryAfter()
        : Optional.empty();
  }
}
