package org.batua.gateway.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.batua.gateway.http.OpenConnection.Moment;
import org.batua.gateway.http.OpenConnection.Phase;

/// All open connections: bounded in number, for each address too, and cut off when they are slow.
///
/// A read timeout does not do that: every byte would restart it. So the overdue are looked for from
/// outside. Where a bound is reached, the newcomer takes the place of one that nothing is lost
/// with: of those that never sent a whole request the oldest, else of those that rest. A connection
/// is served by one thread, so it is bound to that thread.
final class Connections implements ServerConnectionSelector, AutoCloseable {
  private static final Duration LOOK_PAUSE = Duration.ofMillis(100);
  private static final int MADE_AT_ONCE = 16;
  private static final Comparator<Moment> LEAST_LOSS_FIRST =
      Comparator.comparing((Moment it) -> it.phase() == Phase.RESTING)
          .thenComparing(Moment::hasServed)
          .thenComparingLong(Moment::sinceNanos);

  private final ServerConnectionSelector delegate;
  private final HttpLimits limits;
  private final LastWords lastWords;
  private final Semaphore unreadBytes;
  private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Object, Set<OpenConnection>> byAddress =
      new ConcurrentHashMap<>();
  private final ScheduledExecutorService lookout =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("connections").factory());

  @SuppressWarnings("ThreadLocalUsage") // one object per server, and static state is worse
  private final ThreadLocal<OpenConnection> current = new ThreadLocal<>();

  /// What a client gets before it is cut off for being slow: a whole answer.
  @FunctionalInterface
  interface LastWords {
    byte[] toSlow(OpenConnection connection);
  }

  /// Watches until it is closed.
  ///
  /// @param unreadBytes how much all bodies that are being read may still take together
  Connections(
      ServerConnectionSelector delegate,
      HttpLimits limits,
      LastWords lastWords,
      Semaphore unreadBytes) {
    this.delegate = delegate;
    this.limits = limits;
    this.lastWords = lastWords;
    this.unreadBytes = unreadBytes;
    var _ =
        lookout.scheduleWithFixedDelay(
            this::cutOffSlow, LOOK_PAUSE.toMillis(), LOOK_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The connection that this thread serves.
  OpenConnection current() {
    var connection = current.get();
    if (connection == null) {
      throw new IllegalStateException("thread: serves no connection");
    }
    return connection;
  }

  private void cutOffSlow() {
    long now = System.nanoTime();
    for (var connection : open) {
      var seen = connection.now();
      var limit = OpenConnection.limitOf(seen.phase(), limits.times());
      if (limit.isPresent()
          && now - seen.sinceNanos() > limit.get().toNanos()
          && connection.takeOver(seen)) {
        cutOff(connection, seen.phase());
      }
    }
  }

  private void cutOff(OpenConnection connection, Phase phase) {
    if (phase == Phase.ANSWERING) {
      connection.interrupt();
      return;
    }
    var words = phase == Phase.READING ? lastWords.toSlow(connection) : new byte[0];
    Thread.ofVirtual().name("cut-off").start(() -> connection.end(words));
  }

  @Override
  public void close() {
    lookout.shutdownNow();
  }

  /// Before the first byte, so that those who never send one are counted and cut off too.
  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return delegate.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var peer = ClientAddresses.peer(context.remotePeer().address());
    var connection = new OpenConnection(context.serverSocket(), peer);
    current.set(connection);
    open.add(connection);
    var counted = peer.filter(Predicate.not(limits.connecting().trusted()::contains));
    counted.ifPresent(address -> add(address, connection));
    if (!hasRoom(counted, connection)) {
      forget(counted, connection);
      throw new CloseConnectionException("too many connections");
    }
    var bytes = new Http10(() -> connection.read(context.dataReader()), limits.headerBytes());
    var reader = RequestReader.of(bytes, unreadBytes);
    connection.readBy(reader);
    var watched = delegate.connection(new Timed(context, reader));
    return new Watched(
        watched,
        () -> {
          connection.leave(context.dataReader());
          forget(counted, connection);
        });
  }

  private void add(Object address, OpenConnection connection) {
    byAddress.compute(
        address,
        (_, there) -> {
          Set<OpenConnection> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(connection);
          return all;
        });
  }

  private void forget(Optional<?> address, OpenConnection connection) {
    open.remove(connection);
    address.ifPresent(
        it ->
            byAddress.computeIfPresent(
                it,
                (_, there) -> {
                  there.remove(connection);
                  return there.isEmpty() ? null : there;
                }));
  }

  private boolean hasRoom(Optional<?> address, OpenConnection newcomer) {
    var here = address.map(it -> byAddress.getOrDefault(it, Set.of())).orElse(Set.of());
    return makeRoom(here, limits.connecting().perAddress(), newcomer)
        && makeRoom(open, limits.connecting().connections(), newcomer);
  }

  private boolean makeRoom(Set<OpenConnection> all, int max, OpenConnection newcomer) {
    if (all.size() <= max) {
      return true;
    }
    // one at a time: all newcomers would choose the same victim
    synchronized (lookout) {
      var seen = all.stream().map(OpenConnection::now).toList();
      if (seen.stream().filter(it -> it.phase() != Phase.CUT_OFF).count() <= max) {
        return true;
      }
      int ended = 0;
      var victims =
          seen.stream()
              .filter(it -> it.of() != newcomer && isExpendable(it.phase()))
              .sorted(LEAST_LOSS_FIRST)
              .limit(1 + max / MADE_AT_ONCE)
              .toList();
      for (var victim : victims) {
        // room for more than one is made only where nothing is lost
        if ((ended == 0 || !victim.hasServed()) && victim.of().takeOver(victim)) {
          ended++;
          Thread.ofVirtual().name("make-room").start(() -> victim.of().end(new byte[0]));
        }
      }
      return ended > 0;
    }
  }

  private static boolean isExpendable(Phase phase) {
    return switch (phase) {
      case SILENT, READING, RESTING, LEAVING -> true;
      case WORKING, ANSWERING, CUT_OFF -> false;
    };
  }

  /// A connection that is no longer watched when it ends.
  private record Watched(ServerConnection delegate, Runnable end) implements ServerConnection {
    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        delegate.handle(limit);
      } finally {
        end.run();
      }
    }

    @Override
    public Duration idleTime() {
      return delegate.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      delegate.close(interrupt);
    }
  }

  /// A connection whose reader is watched.
  private static final class Timed implements ConnectionContext {
    private final ConnectionContext delegate;
    private final DataReader reader;

    Timed(ConnectionContext delegate, DataReader reader) {
      this.delegate = delegate;
      this.reader = reader;
    }

    @Override
    public DataReader dataReader() {
      return reader;
    }

    @Override
    public ListenerContext listenerContext() {
      return delegate.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return delegate.executor();
    }

    @Override
    public DataWriter dataWriter() {
      return delegate.dataWriter();
    }

    @Override
    public Router router() {
      return delegate.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return delegate.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return delegate.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return delegate.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return delegate.localPeer();
    }

    @Override
    public boolean isSecure() {
      return delegate.isSecure();
    }

    @Override
    public String socketId() {
      return delegate.socketId();
    }

    @Override
    public String childSocketId() {
      return delegate.childSocketId();
    }
  }
}
