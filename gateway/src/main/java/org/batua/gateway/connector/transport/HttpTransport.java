package org.batua.gateway.connector.transport;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.log.LogTrail;
import org.batua.gateway.log.TraceParent;
import org.batua.gateway.trace.Tracing;

/// The transport over HTTP/1.1: every provider account has an [AccountClient] of its own, so that a
/// slow or broken one takes nothing from the others.
///
/// A request is written at most once. What it holds (tokens, OTPs, mobile numbers) is never logged
/// and never part of a failure.
public final class HttpTransport implements Transport, AutoCloseable {
  private static final int CLIENT_ERROR_MIN = 400;

  private final TransportLimits limits;
  private final MeterRegistry meters;
  private final Tracing tracing;
  private final ConcurrentMap<String, AccountClient> clients = new ConcurrentHashMap<>();
  private final Set<GatewayCode> gauged = ConcurrentHashMap.newKeySet();

  public HttpTransport(TransportLimits limits, MeterRegistry meters, Tracing tracing) {
    this.limits = limits;
    this.meters = meters;
    this.tracing = tracing;
    FirstTimeout.keep();
  }

  @Override
  public Transport.Exchange exchange(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    var client = clients.computeIfAbsent(account.id(), _ -> open(account));
    var gateway = account.gateway().code();
    var name = purpose.name().toLowerCase(Locale.ROOT);
    var span = tracing.begin(Tracing.Kind.CLIENT, gateway + " " + name, LogTrail.span());
    try {
      var exchange =
          measured(gateway, name, () -> client.exchange(purpose, within(span, request), timeout));
      describe(span, exchange);
      span.set("batua.gateway", gateway);
      span.set("batua.purpose", name);
      span.set("batua.order_id", LogTrail.orderId());
      span.set("http.request.method", request.method());
      return exchange;
    } finally {
      span.end();
    }
  }

  private Transport.Exchange measured(
      String gateway, String purpose, Supplier<Transport.Exchange> work) {
    var startedNanos = System.nanoTime();
    var exchange = work.get();
    meters
        .timer(
            "batua.provider.call",
            "gateway",
            gateway,
            "purpose",
            purpose,
            "result",
            result(exchange))
        .record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
    return exchange;
  }

  private static Request within(Tracing.Span span, Request request) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(TraceParent.HEADER, TraceParent.of(span.context()));
    return new Request(request.method(), request.url(), headers, request.body());
  }

  private static void describe(Tracing.Span span, Transport.Exchange exchange) {
    span.set("batua.result", result(exchange));
    switch (exchange) {
      case Transport.Exchange.Answered(var status, _, _) -> {
        span.set("http.response.status_code", status);
        if (status >= CLIENT_ERROR_MIN) {
          span.fail();
        }
      }
      case Transport.Exchange.NotSent _, Transport.Exchange.Lost _ -> span.fail();
    }
  }

  private AccountClient open(ProviderAccount account) {
    var gateway = account.gateway();
    if (gauged.add(gateway)) {
      gauge("batua.provider.circuit.open", gateway, HttpTransport::openCircuits);
      gauge("batua.provider.places.used", gateway, HttpTransport::placesUsed);
      gauge("batua.provider.places.fullest", gateway, HttpTransport::fullest);
    }
    return new AccountClient(account, limits);
  }

  /// One figure for all accounts of a gateway, however many merchants there are.
  private void gauge(
      String name, GatewayCode gateway, ToDoubleFunction<Stream<AccountClient>> value) {
    Gauge.builder(
            name,
            this,
            it ->
                value.applyAsDouble(
                    it.clients.values().stream()
                        .filter(client -> client.gateway().equals(gateway))))
        .tag("gateway", gateway.code())
        .register(meters);
  }

  private static double openCircuits(Stream<AccountClient> clients) {
    return clients.filter(AccountClient::isCircuitOpen).count();
  }

  private static double placesUsed(Stream<AccountClient> clients) {
    return clients.mapToInt(AccountClient::placesUsed).sum();
  }

  /// The share of its places that the busiest account uses.
  private static double fullest(Stream<AccountClient> clients) {
    return clients.mapToDouble(AccountClient::shareUsed).max().orElse(0);
  }

  private static String result(Transport.Exchange exchange) {
    return switch (exchange) {
      case Transport.Exchange.Answered answered -> answered.status() / 100 + "xx";
      case Transport.Exchange.NotSent _ -> "not_sent";
      case Transport.Exchange.Lost _ -> "lost";
    };
  }

  /// Closes the idle connections; calls under way end by their own timeouts.
  @Override
  public void close() {
    clients.values().forEach(AccountClient::close);
  }
}
