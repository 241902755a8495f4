package org.batua.gateway.connector.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/// Looks names up within a limit: the system's resolver has none that a caller could set, and the
/// HTTP client's timeout does not reach into it.
record BoundedDns(Dns dns, Duration limit) implements Dns {
  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    var task = new FutureTask<>(() -> dns.lookup(hostname));
    Thread.ofVirtual().name("dns").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException _) {
      throw new UnknownHostException(hostname);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(hostname);
    }
  }
}
