package org.batua.gateway.provider;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;

/// The transport of one call: all its exchanges together take no longer than the call may, and each
/// leaves a redacted record.
final class BoundedTransport implements Transport {
  private static final int RECORDED_MAX = 4;

  private final Transport delegate;
  private final long deadlineNanos;
  private final RecordedFields fields;
  private final List<RecordedExchange> exchanges = new CopyOnWriteArrayList<>();
  private volatile int lastStatus;

  BoundedTransport(Transport delegate, Duration timeout, RecordedFields fields) {
    this.delegate = delegate;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    this.fields = fields;
  }

  @Override
  public Exchange exchange(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    var exchange = bounded(account, purpose, request, timeout);
    lastStatus = exchange instanceof Exchange.Answered answered ? answered.status() : 0;
    if (exchanges.size() < RECORDED_MAX) {
      exchanges.add(RecordedExchange.of(request, exchange, fields));
    }
    return exchange;
  }

  private Exchange bounded(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    var left = Duration.ofNanos(deadlineNanos - System.nanoTime());
    if (!left.isPositive()) {
      var none = ProviderResponse.of("", "the time of the call is over", 0);
      return new Exchange.NotSent(new TransportFailure(TransportFailure.Cause.TIMEOUT, none));
    }
    return delegate.exchange(
        account, purpose, request, left.compareTo(timeout) < 0 ? left : timeout);
  }

  /// The HTTP status of the last exchange; 0 when no answer came.
  int lastStatus() {
    return lastStatus;
  }

  List<RecordedExchange> exchanges() {
    return List.copyOf(exchanges);
  }
}
