package org.batua.gateway.webhook.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/// Looks names up within a limit, and refuses a name of which any address is refused: one that has
/// a public address beside an inner one is up to something.
record GuardedDns(Dns dns, EndpointGuard guard, Duration limit) implements Dns {
  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    var addresses = bounded(hostname);
    if (!addresses.stream().allMatch(guard::allows)) {
      throw new BlockedAddressException();
    }
    return addresses;
  }

  /// The system's resolver has no timeout that a caller could set.
  private List<InetAddress> bounded(String hostname) throws UnknownHostException {
    var task = new FutureTask<>(() -> dns.lookup(hostname));
    Thread.ofVirtual().name("webhook-dns").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException _) {
      throw new UnknownHostException("no address");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }
}
