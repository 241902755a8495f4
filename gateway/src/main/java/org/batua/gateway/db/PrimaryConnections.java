package org.batua.gateway.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens connections to the primary of several hosts, and ends those to a former one: a node that
/// is cut off or stopped says nothing, and statements would wait for it until they time out.
final class PrimaryConnections extends PooledConnections implements AutoCloseable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryConnections.class);

  /// How often the primary is asked whether it is one, and how long it may take for its answer.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

  /// Between tries while there is no primary.
  private static final Duration PAUSE = Duration.ofMillis(250);

  /// For each step of a connection's start, at each host.
  private static final String STEP_SECONDS = "2";

  private static final String STEP_MILLIS = "2000";

  /// For a whole start: of three hosts two may be silent.
  private static final int START_SECONDS = 10;

  /// The same server until it is started again, also behind an address that wanders.
  private static final String SERVER =
      """
      select coalesce(host(inet_server_addr()), '') || ' ' || pg_postmaster_start_time()
      """;

  private final transient Map<Connection, String> open = new ConcurrentHashMap<>();
  private final transient CountDownLatch closed = new CountDownLatch(1);
  private final transient Runnable moved;
  private final Duration silence;

  /// The primary that was found last; empty before the first.
  private transient volatile String server = "";

  // of the thread that looks
  private transient @Nullable Connection watched;

  /// Looks for the primary from now on.
  ///
  /// @param properties of the driver
  /// @param silence how long a server may say nothing to a statement
  /// @param moved what is done when another server is the primary
  PrimaryConnections(DatabaseUrl url, Properties properties, Duration silence, Runnable moved) {
    super(url, properties);
    this.silence = silence;
    this.moved = moved;
    try {
      setProperty("connectTimeout", STEP_SECONDS);
      setProperty("socketTimeout", STEP_SECONDS);
      setProperty("sslResponseTimeout", STEP_MILLIS);
    } catch (SQLException e) {
      throw new IllegalArgumentException("database: a property is none of the driver's", e);
    }
    super.setLoginTimeout(START_SECONDS);
  }

  void watch() {
    Thread.ofVirtual().name("primary-watch").start(this::lookUntilClosed);
  }

  /// The pool would bound the start by what a caller waits for a connection, which is too short for
  /// a host that is silent and another one.
  @Override
  public void setLoginTimeout(int seconds) {}

  /// Waits a while for a primary when there was one: the pool would pause for longer and longer
  /// between its tries, and sleep when one is there again.
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        return kept(super.getConnection(user, password));
      } catch (SQLException e) {
        if (server.isEmpty() || !isAway(e) || System.nanoTime() >= end || isClosedWithin(PAUSE)) {
          throw e;
        }
      }
    }
  }

  /// Class 08 is a connection that is not made, 57P a server that stops or starts.
  private static boolean isAway(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Connection kept(Connection connection) throws SQLException {
    try {
      var at = serverOf(connection);
      connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
      forgetClosed();
      open.put(connection, at);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void lookUntilClosed() {
    while (!isClosedWithin(watched == null ? PAUSE : LOOK)) {
      look();
    }
    end(watched);
  }

  private void look() {
    if (isPrimary(watched)) {
      return;
    }
    end(watched);
    watched = null;
    try {
      var found = super.getConnection(getUser(), getPassword());
      watched = found;
      found.setNetworkTimeout(Runnable::run, (int) ANSWER_MAX.toMillis());
      var now = serverOf(found);
      leaveOthers(now);
      server = now;
    } catch (SQLException e) {
      // none yet: at the next look
      LOG.atDebug().setCause(e).log("no primary found");
    }
  }

  private void leaveOthers(String now) {
    forgetClosed();
    var others = open.entrySet().stream().filter(it -> !it.getValue().equals(now)).toList();
    if (others.isEmpty() && (server.isEmpty() || server.equals(now))) {
      return;
    }
    moved.run();
    others.forEach(it -> end(it.getKey()));
    forgetClosed();
    LOG.atWarn()
        .addKeyValue("primary", now)
        .addKeyValue("before", server)
        .addKeyValue("connections_ended", others.size())
        .log("the database's primary is another server now");
  }

  private void forgetClosed() {
    open.keySet().removeIf(PrimaryConnections::isClosed);
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private static boolean isPrimary(@Nullable Connection connection) {
    if (connection == null) {
      return false;
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select not pg_is_in_recovery()")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String serverOf(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SERVER)) {
      row.next();
      return row.getString(1);
    }
  }

  /// Without a last word, which a silent server would not take.
  private static void end(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.atDebug().setCause(e).log("a connection could not be ended");
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
