package org.batua.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.batua.bench.process.Await;

/// Measures webhooks beside very many that wait for bad receivers: those to a good one, the first
/// to new ones, and what waited for good ones too and drains.
///
/// What waits is written as the fan-out would leave it, which takes seconds instead of minutes.
final class WebhookBacklog {
  private static final int BAD = 200;
  private static final int WELL = 100;
  private static final int NEW = 20;
  private static final int PART = 5000;
  private static final int ROUNDS = 3;
  private static final int DRAINED_MAX = 100_000;
  private static final Duration DRAIN_MAX = Duration.ofSeconds(60);

  /// Without triggers: nothing of it is fanned out once more.
  private static final String WAIT =
      """
      with told as (
        select d.endpoint_id, d.queue, d.url, e.merchant_id, e.subject, e.order_ref
        from merchant_order o
          join webhook_event e on e.subject = o.id
          join webhook_delivery d on d.event_number = e.number
        where o.order_id = ? limit 1
      ), added as (
        insert into webhook_event (id, merchant_id, name, subject, order_ref, created_at)
        select event_id(now()), told.merchant_id, 'ORDER_SUCCEEDED', told.subject, told.order_ref,
          now()
        from told cross join generate_series(1, ?) returning number
      )
      insert into webhook_delivery (endpoint_id, event_number, queue, url, status, due_at,
        created_at, updated_at)
      select told.endpoint_id, added.number, told.queue, told.url, 'PENDING', now(), now(), now()
      from told cross join added
      """;

  private final Servers servers;
  private final WebhookReceiver receiver;
  private final WebhookMeasure measure;
  private final Duration time;

  WebhookBacklog(Servers servers, WebhookReceiver receiver, WebhookMeasure measure, Duration time) {
    this.servers = servers;
    this.receiver = receiver;
    this.measure = measure;
    this.time = time;
  }

  void run(int backlog) throws IOException, SQLException {
    open();
    measure.steady("warm-up", "well", time);
    measure.steady("alone", "well", time);
    wait("bad", BAD, backlog);
    for (int i = 1; i <= ROUNDS; i++) {
      measure.steady("beside " + backlog + " that wait for bad receivers", "well", time);
    }
    first();
    int drained = Math.min(DRAINED_MAX, backlog);
    wait("well", WELL, drained);
    drain(drained);
  }

  /// Makes the receivers known, each with its first event.
  private void open() throws IOException, SQLException {
    try (var line = line()) {
      line.post("/webhook-endpoints", "url=" + receiver.good("127.0.0.1"));
      line.post("/orders", "order_id=well&amount=10");
      var kinds = WebhookReceiver.KINDS;
      for (int i = 1; i <= BAD; i++) {
        // half of them hang
        var kind = i <= BAD / 2 ? "hang" : kinds.get(i % kinds.size());
        add(line, "bad" + i, receiver.bad("127.0.1." + i, kind));
      }
      for (int i = 1; i <= WELL; i++) {
        add(line, "well" + i, receiver.good("127.0.3." + i));
      }
    }
    Await.until(WebhookMeasure.ARRIVAL_MAX, () -> receiver.arrivals().size() >= WELL);
  }

  /// A server closes one that rests for long.
  private Line line() {
    return new Line(servers.gatewayAddress(), servers.apiKey());
  }

  private void add(Line line, String order, String url) throws IOException, SQLException {
    line.post("/orders", "order_id=" + order + "&amount=10&metadata.webhook_url=" + url);
    measure.insert(order, 1);
  }

  /// Lets deliveries wait, spread over the orders of a kind. The gateway stands still meanwhile.
  private void wait(String kind, int orders, int count) throws SQLException {
    servers.signal("STOP");
    try (var connection = servers.connect()) {
      connection.createStatement().execute("set session_replication_role = replica");
      try (var statement = connection.prepareStatement(WAIT)) {
        for (int i = 0, waiting = 0; waiting < count; i++) {
          int part = Math.min(count - waiting, Math.min(PART, Math.ceilDiv(count, orders)));
          statement.setString(1, kind + (i % orders + 1));
          statement.setInt(2, part);
          statement.executeUpdate();
          waiting += part;
        }
      }
    } finally {
      servers.signal("CONT");
    }
  }

  /// The first webhook to receivers that are new.
  private void first() throws IOException, SQLException {
    var arrivals = receiver.arrivals();
    List<Double> millis = new ArrayList<>();
    try (var line = line()) {
      for (int i = 1; i <= NEW; i++) {
        var own = receiver.good("127.0.4." + i);
        line.post("/orders", "order_id=new" + i + "&amount=10&metadata.webhook_url=" + own);
        long began = System.nanoTime();
        var id = measure.insert("new" + i, 1).getFirst();
        Await.until(WebhookMeasure.ARRIVAL_MAX, () -> arrivals.containsKey(id));
        millis.add((arrivals.getOrDefault(id, Long.MAX_VALUE) - began) / 1e6);
      }
    }
    millis.sort(null);
    measure.say(
        "webhooks the first to each of %d new receivers: median %.0f ms, slowest %.0f ms",
        NEW, millis.get(NEW / 2), millis.getLast());
  }

  private void drain(int backlog) {
    var arrivals = receiver.arrivals();
    int before = arrivals.size();
    long began = System.nanoTime();
    Await.until(DRAIN_MAX, () -> arrivals.size() > before);
    double first = (System.nanoTime() - began) / 1e9;
    Await.until(DRAIN_MAX, () -> arrivals.size() - before >= backlog);
    double seconds = (System.nanoTime() - began) / 1e9;
    int drained = arrivals.size() - before;
    measure.say(
        "webhooks %d that wait for %d good receivers beside those: the first after %.2f s, %d"
            + " arrived in %.1f s, %.0f a second",
        backlog, WELL, first, drained, seconds, drained / seconds);
  }
}
