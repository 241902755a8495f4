package org.batua.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.batua.bench.process.Await;

/// Measures webhooks from the commit of an event to the first byte at its receiver: alone, beside
/// receivers that hang, as a backlog that drains, and beside a backlog that cannot.
///
/// An order's own URL has a queue of its own for each host, so that every address of this machine's
/// loopback network is another receiver.
final class WebhookRun implements AutoCloseable {
  private static final int HANGING = 100;
  private static final int MIXED = 100;
  private static final int WELL = 100;
  private static final int EVENTS_FOR_EACH_BAD = 20;
  private static final List<String> KINDS = List.of("hang", "drip", "refuse", "500", "redirect");
  private static final int PER_SECOND = 1000;
  private static final int BURSTS_PER_SECOND = 50;
  private static final Duration ARRIVAL_MAX = Duration.ofSeconds(90);
  private static final int DRAINED_PER_SECOND_MIN = 500;
  private static final String INSERT =
      """
      insert into webhook_event (id, merchant_id, name, subject, order_ref, created_at)
      select event_id(now()), o.merchant_id, 'ORDER_SUCCEEDED', o.id, o.id, now()
      from merchant_order o cross join generate_series(1, ?)
      where o.order_id = ? returning id
      """;

  private final Servers servers;
  private final Duration time;
  private final int backlog;
  private final PrintWriter out;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final HttpServer receiver;

  /// @param servers open
  /// @param backlog events that wait before they drain
  WebhookRun(Servers servers, Duration time, int backlog, PrintWriter out) {
    this.servers = servers;
    this.time = time;
    this.backlog = backlog;
    this.out = out;
    // it closes idle connections beyond 200, also those that a request is on its way on
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    try {
      this.receiver = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 4096);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/take", this::take);
    receiver.createContext("/hang", this::hang);
    receiver.createContext("/drip", this::drip);
    receiver.createContext("/500", exchange -> answer(exchange, 500));
    receiver.createContext("/redirect", this::redirect);
    receiver.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    long arrived = System.nanoTime();
    arrivals.put(exchange.getRequestHeaders().getFirst("webhook-id"), arrived);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /// A byte a second, without an end that is waited for.
  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      while (!end.await(1, TimeUnit.SECONDS)) {
        body.write('.');
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
    answer(exchange, 302);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void hang(HttpExchange exchange) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  void run() throws IOException, SQLException {
    try (var line = new Line(servers.gatewayAddress(), servers.apiKey())) {
      line.post("/webhook-endpoints", "url=" + url("127.0.0.1", "take"));
      line.post("/orders", "order_id=well&amount=10");
      // the compilers first
      measure("warm-up");
      measure("alone");
      for (int i = 1; i <= HANGING; i++) {
        line.post(
            "/orders", "order_id=bad" + i + "&amount=10&metadata.webhook_url=" + bad(i, "hang"));
        insert("bad" + i, EVENTS_FOR_EACH_BAD);
      }
      measure("beside " + HANGING + " receivers that hang");
      for (int i = HANGING + 1; i <= HANGING + MIXED; i++) {
        var own = bad(i, KINDS.get(i % KINDS.size()));
        line.post("/orders", "order_id=bad" + i + "&amount=10&metadata.webhook_url=" + own);
        insert("bad" + i, EVENTS_FOR_EACH_BAD);
      }
      measure("beside " + MIXED + " more that " + String.join(", ", KINDS));
      for (int i = 1; i <= WELL; i++) {
        var own = url("127.0.3." + i, "take");
        line.post("/orders", "order_id=well" + i + "&amount=10&metadata.webhook_url=" + own);
      }
      drain();
      for (int i = 1; i <= HANGING + MIXED; i++) {
        insert("bad" + i, backlog / (HANGING + MIXED));
      }
      measure("beside " + backlog + " that wait for bad receivers");
    }
  }

  /// What they cost a debit, while their receiver hangs.
  void cost() throws IOException, Worker.Exhausted {
    new WebhookCost(servers, time, out).run(url("127.0.2.1", "hang"));
  }

  /// Another receiver: what refuses has a port that nothing listens on.
  private String bad(int number, String kind) {
    var host = "127.0.1." + number;
    return kind.equals("refuse") ? "http://" + host + ":9/" + kind : url(host, kind);
  }

  private String url(String host, String path) {
    return "http://" + host + ":" + receiver.getAddress().getPort() + "/" + path;
  }

  private List<String> insert(String order, int count) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (var connection = servers.connect();
        var statement = connection.prepareStatement(INSERT)) {
      statement.setInt(1, count);
      statement.setString(2, order);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  /// Commits bursts of events at an even pace, whatever becomes of them.
  private void measure(String name) throws SQLException {
    arrivals.clear();
    Map<String, Long> commits = new ConcurrentHashMap<>();
    long began = System.nanoTime();
    long bursts = time.toSeconds() * BURSTS_PER_SECOND;
    for (int i = 0; i < bursts; i++) {
      long at = began + i * 1_000_000_000L / BURSTS_PER_SECOND;
      LockSupport.parkNanos(at - System.nanoTime());
      var ids = insert("well", PER_SECOND / BURSTS_PER_SECOND);
      long committed = System.nanoTime();
      ids.forEach(id -> commits.put(id, committed));
    }
    boolean all = Await.until(ARRIVAL_MAX, () -> arrivals.size() >= commits.size());
    var took =
        commits.entrySet().stream()
            .filter(commit -> arrivals.containsKey(commit.getKey()))
            .mapToLong(commit -> arrivals.getOrDefault(commit.getKey(), 0L) - commit.getValue())
            .sorted()
            .toArray();
    say(
        "webhooks %s: %d events at %d a second, %s; commit to arrival p50 %.0f ms, p99 %.0f ms",
        name,
        commits.size(),
        PER_SECOND,
        all ? "all arrived" : took.length + " arrived",
        at(took, 0.5),
        at(took, 0.99));
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
  }

  /// A backlog that waited while the gateway was stopped.
  private void drain() throws SQLException {
    arrivals.clear();
    servers.signal("STOP");
    try {
      for (int i = 0; i < backlog; i += 1000) {
        insert("well" + (i / 1000 % WELL + 1), 1000);
      }
    } finally {
      servers.signal("CONT");
    }
    long began = System.nanoTime();
    Await.until(ARRIVAL_MAX, () -> !arrivals.isEmpty());
    double first = (System.nanoTime() - began) / 1e9;
    var most = ARRIVAL_MAX.plusSeconds(backlog / DRAINED_PER_SECOND_MIN);
    Await.until(most, () -> arrivals.size() >= backlog);
    double seconds = (System.nanoTime() - began) / 1e9;
    say(
        "webhooks backlog of %d for %d receivers beside %d bad ones: the first after %.2f s, %d"
            + " arrived in %.1f s, %.0f a second; gateway's resident memory %d MiB, at most %d",
        backlog,
        WELL,
        HANGING + MIXED,
        first,
        arrivals.size(),
        seconds,
        arrivals.size() / seconds,
        mebibytes(Costs.Moment.NOW),
        mebibytes(Costs.Moment.HIGHEST));
  }

  private long mebibytes(Costs.Moment moment) {
    return Costs.residentKib(servers.gatewayServer().process(), moment).orElse(0) / 1024;
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  @Override
  public void close() {
    end.countDown();
    receiver.stop(0);
  }
}
