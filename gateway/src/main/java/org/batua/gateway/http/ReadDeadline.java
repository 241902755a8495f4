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
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cuts off clients that stop in the middle of a request or send it drop by drop: from its first
/// byte, a request must be whole within a limit, headers and body together.
///
/// A read timeout does not do that: every drop would restart it, and between two requests a
/// connection may rest for longer. So the overdue ones are looked for from outside. A connection is
/// served by one thread, so its clock is bound to that thread.
final class ReadDeadline implements ServerConnectionSelector, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadDeadline.class);
  private static final int LOOKS_PER_LIMIT = 8;

  private final ServerConnectionSelector delegate;
  private final Duration limit;
  private final Supplier<byte[]> farewell;
  private final Set<Clock> clocks = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService lookout =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("read-deadline").factory());

  @SuppressWarnings("ThreadLocalUsage") // one object per server, and static state is worse
  private final ThreadLocal<Clock> current = new ThreadLocal<>();

  /// Watches until it is closed.
  ///
  /// @param farewell the whole answer that a client gets before it is cut off
  ReadDeadline(ServerConnectionSelector delegate, Duration limit, Supplier<byte[]> farewell) {
    this.delegate = delegate;
    this.limit = limit;
    this.farewell = farewell;
    long pauseMillis = limit.toMillis() / LOOKS_PER_LIMIT;
    var _ =
        lookout.scheduleWithFixedDelay(
            this::cutOff, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
  }

  /// The request on this thread has been read: the next byte starts a new one.
  void requestRead() {
    var clock = current.get();
    if (clock != null) {
      clock.stop();
    }
  }

  /// How much of a request came on this thread, as long as it is not read to its end.
  int bytesRead() {
    var clock = current.get();
    return clock == null ? 0 : clock.bytesRead;
  }

  private void cutOff() {
    long now = System.nanoTime();
    for (var clock : clocks) {
      if (clock.cutOffIfOverdue(now, limit.toNanos())) {
        Thread.ofVirtual().name("farewell").start(() -> clock.end(farewell.get()));
      }
    }
  }

  @Override
  public void close() {
    lookout.shutdownNow();
  }

  /// Decided by the first byte: a client that stops before its request line ends must not rest
  /// outside of the limit.
  @Override
  public int bytesToIdentifyConnection() {
    return 1;
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
    var clock = new Clock(context.serverSocket());
    clock.start();
    clocks.add(clock);
    current.set(clock);
    return new Watched(delegate.connection(new Timed(context, clock)), () -> clocks.remove(clock));
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

  /// When the request that is being read began.
  private static final class Clock {
    private static final long IDLE = Long.MIN_VALUE;
    private static final long CUT_OFF = Long.MIN_VALUE + 1;

    private final HelidonSocket socket;
    private final AtomicLong startedNanos = new AtomicLong(IDLE);
    private int bytesRead;

    Clock(HelidonSocket socket) {
      this.socket = socket;
    }

    void start() {
      startedNanos.compareAndSet(IDLE, System.nanoTime());
    }

    void stop() {
      bytesRead = 0;
      if (startedNanos.getAndUpdate(it -> it == CUT_OFF ? it : IDLE) == CUT_OFF) {
        throw new CloseConnectionException("request not received in time");
      }
    }

    /// Who wins has the right to write: the thread that serves the request, or the lookout.
    boolean cutOffIfOverdue(long now, long limitNanos) {
      long started = startedNanos.get();
      return started != IDLE
          && started != CUT_OFF
          && now - started > limitNanos
          && startedNanos.compareAndSet(started, CUT_OFF);
    }

    void end(byte[] farewell) {
      try {
        socket.write(BufferData.create(farewell));
        socket.close();
      } catch (UncheckedIOException e) {
        LOG.debug("the slow client was gone already", e);
      }
    }

    byte[] read(DataReader reader) {
      try {
        reader.ensureAvailable();
      } catch (DataReader.InsufficientDataAvailableException e) {
        // an ordinary end: Helidon would log a stack trace when it comes within the headers
        throw new CloseConnectionException("the client closed the connection", e);
      }
      start();
      var bytes = reader.readBuffer().readBytes();
      bytesRead += bytes.length;
      return bytes;
    }
  }

  /// A connection whose reader watches the clock.
  private static final class Timed implements ConnectionContext {
    private final ConnectionContext delegate;
    private final DataReader reader;

    Timed(ConnectionContext delegate, Clock clock) {
      this.delegate = delegate;
      this.reader = DataReader.create(() -> clock.read(delegate.dataReader()));
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
