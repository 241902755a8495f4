package org.batua.gateway.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// Cuts off clients that send a request drop by drop: from its first byte, a request must be whole
/// within a limit, headers and body together.
///
/// A read timeout alone does not do that: every drop would restart it. A connection is served by
/// one thread, so its clock is bound to that thread.
final class ReadDeadline implements ServerConnectionSelector {
  private final ServerConnectionSelector delegate;
  private final Duration limit;

  @SuppressWarnings("ThreadLocalUsage") // one object per server, and static state is worse
  private final ThreadLocal<Clock> current = new ThreadLocal<>();

  ReadDeadline(ServerConnectionSelector delegate, Duration limit) {
    this.delegate = delegate;
    this.limit = limit;
  }

  /// The request on this thread has been read: the next byte starts a new one.
  void requestRead() {
    var clock = current.get();
    if (clock != null) {
      clock.startedNanos = Clock.IDLE;
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return delegate.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return delegate.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return delegate.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var clock = new Clock(limit.toNanos());
    current.set(clock);
    return delegate.connection(new Timed(context, clock));
  }

  /// When the request that is being read began.
  private static final class Clock {
    static final long IDLE = Long.MIN_VALUE;

    private final long limitNanos;
    private long startedNanos = IDLE;

    Clock(long limitNanos) {
      this.limitNanos = limitNanos;
    }

    byte[] read(DataReader reader) {
      reader.ensureAvailable();
      long now = System.nanoTime();
      if (startedNanos == IDLE) {
        startedNanos = now;
      } else if (now - startedNanos > limitNanos) {
        throw new CloseConnectionException("request not received in time");
      }
      return reader.readBuffer().readBytes();
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
