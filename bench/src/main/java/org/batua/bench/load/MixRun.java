package org.batua.bench.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.batua.bench.load.Driver.Measured;
import org.batua.bench.process.Await;

/// A day as it is: lists, statuses, debits, links, refunds and top-ups at once, each in an open
/// loop of its own, while webhooks are delivered and an operator looks at the dashboard. First what
/// the mix can carry, then shares of that, then one share for long, and one with a slow provider.
final class MixRun implements AutoCloseable {
  private static final List<Integer> PERCENTS = List.of(30, 60, 90);
  private static final int SOAK_PERCENT = 60;
  private static final int PAYERS = 300;
  private static final int CALLERS = 32;
  private static final double RESERVE = 1.3;
  private static final int FIRST_STOCK_PER_SECOND = 4000;
  private static final double COMPILING_MAX = 0.06;
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration DELIVERY_MAX = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Servers servers;
  private final Lengths lengths;
  private final PrintWriter out;
  private final PayingCustomers payers;
  private final MixCalls calls;
  private final Supplier<Line> lines;
  private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new);
  private final HttpServer receiver;
  private final DashboardClient operator;
  private final AtomicLong delivered = new AtomicLong();

  /// How long each part is.
  ///
  /// @param measurement at each share
  /// @param warmUpMax until the compilers are idle
  /// @param soak at [#SOAK_PERCENT] percent; zero for none
  record Lengths(Duration measurement, Duration warmUpMax, Duration soak) {}

  /// @param servers open
  MixRun(Servers servers, Lengths lengths, PrintWriter out) throws IOException {
    this.servers = servers;
    this.lengths = lengths;
    this.out = out;
    var apiKey = servers.apiKey();
    this.lines = () -> new Line(servers.gatewayAddress(), apiKey);
    this.payers = new PayingCustomers(lines);
    this.calls = new MixCalls(payers, lines);
    this.operator = DashboardClient.signIn(servers);
    var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.receiver = HttpServer.create(local, 1024);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext(
        "/hook",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          delivered.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
  }

  void run() throws IOException, SQLException, Worker.Exhausted {
    try (var line = lines.get()) {
      line.post(
          "/webhook-endpoints",
          "url=http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    }
    payers.add(PAYERS, List.of(""), "mix_payer");
    double capacity = capacity();
    say("mix: %.0f calls a second in a closed loop of %d callers", capacity, CALLERS);
    Map<MixKind, Measured> moderate = Map.of();
    for (int percent : PERCENTS) {
      var measured = measure(capacity * percent / 100, lengths.measurement());
      report(percent + " %", measured);
      moderate = percent == SOAK_PERCENT ? measured : moderate;
    }
    besideSlowProvider(capacity * SOAK_PERCENT / 100, moderate);
    soak(capacity * SOAK_PERCENT / 100);
  }

  /// Calls a second that warm servers carry, all kinds mixed.
  private double capacity() throws IOException {
    var workers = calls.mixed(CALLERS);
    try {
      long giveUpNanos = System.nanoTime() + lengths.warmUpMax().toNanos();
      double perSecond = FIRST_STOCK_PER_SECOND;
      double compiling = 1;
      while (compiling > COMPILING_MAX && System.nanoTime() < giveUpNanos) {
        stock(perSecond, STEP);
        var before = servers.compiling();
        perSecond = Driver.closed(workers, STEP).perSecond();
        compiling = (double) servers.compiling().minus(before).toMillis() / STEP.toMillis();
      }
      stock(perSecond, lengths.measurement());
      return Driver.closed(workers, lengths.measurement()).perSecond();
    } finally {
      workers.forEach(Worker::close);
    }
  }

  private void stock(double perSecond, Duration time) throws IOException {
    double all = perSecond * time.toMillis() / 1000 * RESERVE;
    calls.stock(
        (int) (all * MixKind.DEBIT.percent() / 100) + CALLERS,
        (int) (all * MixKind.REFUND.percent() / 100) + CALLERS);
  }

  /// All kinds at once, each at its share of the rate, and an operator who looks once a second.
  private Map<MixKind, Measured> measure(double perSecond, Duration time) throws IOException {
    stock(perSecond, time);
    var isOver = new AtomicBoolean();
    var looking = CompletableFuture.runAsync(() -> look(isOver), threads);
    Map<MixKind, CompletableFuture<Measured>> running = new EnumMap<>(MixKind.class);
    for (var kind : MixKind.values()) {
      running.put(
          kind,
          CompletableFuture.supplyAsync(
              () -> driven(kind, perSecond * kind.percent() / 100, time), threads));
    }
    Map<MixKind, Measured> measured = new EnumMap<>(MixKind.class);
    running.forEach((kind, one) -> measured.put(kind, one.join()));
    isOver.set(true);
    looking.join();
    return measured;
  }

  private Measured driven(MixKind kind, double perSecond, Duration time) {
    var workers = calls.workers(kind);
    try {
      return Driver.open(workers, perSecond, time);
    } finally {
      workers.forEach(Worker::close);
    }
  }

  private void look(AtomicBoolean isOver) {
    for (int i = 0; !isOver.get(); i++) {
      operator.open(DashboardClient.PAGES + (i % 2 == 0 ? "" : "/orders"));
      Await.pause(LOOK_EVERY);
    }
  }

  private void report(String how, Map<MixKind, Measured> measured) throws SQLException {
    measured.forEach(
        (kind, one) ->
            say(
                "mix at %s, %s: %.0f/s, p50 %.1f, p99 %.1f, p99.9 %.1f ms, %d failed%s",
                how,
                kind.title(),
                one.perSecond(),
                one.millis(50),
                one.millis(99),
                one.millis(99.9),
                one.failures(),
                one.failures() == 0 ? "" : ": " + one.firstFailure()));
    boolean all = Await.until(DELIVERY_MAX, () -> waitingWebhooks() == 0);
    say(
        "mix at %s: %d webhooks delivered so far, %s",
        how, delivered.get(), all ? "none waits" : waitingWebhooks() + " wait");
  }

  private long waitingWebhooks() {
    return number(
        "select (select count(*) from webhook_delivery where status <> 'DELIVERED')"
            + " + (select count(*) from webhook_queue)");
  }

  /// Debits at another provider, which answers each after eight seconds, come beside the mix.
  private void besideSlowProvider(double perSecond, Map<MixKind, Measured> without)
      throws IOException, SQLException {
    try (var slow = new SlowProvider(lines)) {
      slow.start();
      var beside = measure(perSecond, lengths.measurement());
      report(SOAK_PERCENT + " % beside a provider that answers after 8 s", beside);
      say("mix: %d debits at the slow provider were answered", slow.answered());
      compare("beside a slow provider", without, beside);
    }
  }

  /// The same rate for long: what grows shows.
  private void soak(double perSecond) throws IOException, SQLException {
    List<Map<MixKind, Measured>> windows = new ArrayList<>();
    for (long left = lengths.soak().toSeconds(); left > 0; left -= WINDOW.toSeconds()) {
      var window = measure(perSecond, WINDOW);
      windows.add(window);
      report("soak, minute " + windows.size() * WINDOW.toMinutes(), window);
      say(
          "mix soak: gateway's resident memory %d MiB, %d connections to the database, %d dead of"
              + " %d rows, %d MiB of tables",
          Costs.residentKib(servers.gatewayServer().process(), Costs.Moment.NOW).orElse(0) / 1024,
          number("select count(*) from pg_stat_activity where datname = current_database()"),
          number("select sum(n_dead_tup) from pg_stat_user_tables"),
          number("select sum(n_live_tup) from pg_stat_user_tables"),
          number("select pg_database_size(current_database())") / 1_048_576);
    }
    if (windows.size() > 1) {
      compare("soak, last window against the first", windows.getFirst(), windows.getLast());
    }
  }

  private void compare(String what, Map<MixKind, Measured> before, Map<MixKind, Measured> after) {
    after.forEach(
        (kind, one) -> {
          var base = before.get(kind);
          if (base != null) {
            say(
                "mix %s, %s: p99 %.2f times as long",
                what, kind.title(), one.millis(99) / base.millis(99));
          }
        });
  }

  private long number(String sql) {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  @Override
  public void close() {
    calls.close();
    receiver.stop(0);
    threads.shutdownNow();
  }
}
