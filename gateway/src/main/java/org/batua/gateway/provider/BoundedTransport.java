package org.batua.gateway.provider;

import java.time.Duration;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;

/// The transport of one call: all its exchanges together take no longer than the call may.
final class BoundedTransport implements Transport {
  private final Transport delegate;
  private final long deadlineNanos;
  private volatile int lastStatus;

  BoundedTransport(Transport delegate, Duration timeout) {
    this.delegate = delegate;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public Exchange exchange(
      ProviderAccount account, Purpose purpose, Request request, Duration timeout) {
    var left = Duration.ofNanos(deadlineNanos - System.nanoTime());
    if (!left.isPositive()) {
      lastStatus = 0;
      var none = ProviderResponse.of("", "the time of the call is over", 0);
      return new Exchange.NotSent(new TransportFailure(TransportFailure.Cause.TIMEOUT, none));
    }
    var exchange =
        delegate.exchange(account, purpose, request, left.compareTo(timeout) < 0 ? left : timeout);
    lastStatus = exchange instanceof Exchange.Answered answered ? answered.status() : 0;
    return exchange;
  }

  /// The HTTP status of the last exchange; 0 when no answer came.
  int lastStatus() {
    return lastStatus;
  }
}
