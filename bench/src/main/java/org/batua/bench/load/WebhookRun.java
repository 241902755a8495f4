package org.batua.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import org.batua.bench.process.Await;

/// Measures webhooks to a good receiver: alone, beside bad ones, and as a backlog that drains.
final class WebhookRun implements AutoCloseable {
  private static final int HANGING = 100;
  private static final int MIXED = 100;
  private static final int WELL = 100;
  private static final int EVENTS_FOR_EACH_BAD = 20;
  private static final int DRAINED_PER_SECOND_MIN = 500;

  private final Servers servers;
  private final Duration time;
  private final int backlog;
  private final PrintWriter out;
  private final WebhookReceiver receiver = new WebhookReceiver();
  private final WebhookMeasure measure;

  /// @param servers open
  /// @param backlog events that wait before they drain
  WebhookRun(Servers servers, Duration time, int backlog, PrintWriter out) {
    this.servers = servers;
    this.time = time;
    this.backlog = backlog;
    this.out = out;
    this.measure = new WebhookMeasure(servers, receiver, out);
  }

  void run() throws IOException, SQLException {
    try (var line = new Line(servers.gatewayAddress(), servers.apiKey())) {
      line.post("/webhook-endpoints", "url=" + receiver.good("127.0.0.1"));
      line.post("/orders", "order_id=well&amount=10");
      // the compilers first
      measure.steady("warm-up", "well", time);
      measure.steady("alone", "well", time);
      for (int i = 1; i <= HANGING; i++) {
        addBad(line, i, "hang");
      }
      measure.steady("beside " + HANGING + " receivers that hang", "well", time);
      var kinds = WebhookReceiver.KINDS;
      for (int i = HANGING + 1; i <= HANGING + MIXED; i++) {
        addBad(line, i, kinds.get(i % kinds.size()));
      }
      measure.steady("beside " + MIXED + " more that " + String.join(", ", kinds), "well", time);
      for (int i = 1; i <= WELL; i++) {
        var own = receiver.good("127.0.3." + i);
        line.post("/orders", "order_id=well" + i + "&amount=10&metadata.webhook_url=" + own);
      }
      drain();
    }
  }

  /// Those beside very many that wait.
  void backlog() throws IOException, SQLException {
    new WebhookBacklog(servers, receiver, measure, time).run(backlog);
  }

  /// What they cost a debit, while their receiver hangs.
  void cost() throws IOException, Worker.Exhausted {
    new WebhookCost(servers, time, out).run(receiver.bad("127.0.2.1", "hang"));
  }

  private void addBad(Line line, int number, String kind) throws IOException, SQLException {
    var own = receiver.bad("127.0.1." + number, kind);
    line.post("/orders", "order_id=bad" + number + "&amount=10&metadata.webhook_url=" + own);
    measure.insert("bad" + number, EVENTS_FOR_EACH_BAD);
  }

  /// A backlog that waited while the gateway was stopped.
  private void drain() throws SQLException {
    var arrivals = receiver.arrivals();
    arrivals.clear();
    servers.signal("STOP");
    try {
      for (int i = 0; i < backlog; i += 1000) {
        measure.insert("well" + (i / 1000 % WELL + 1), 1000);
      }
    } finally {
      servers.signal("CONT");
    }
    long began = System.nanoTime();
    Await.until(WebhookMeasure.ARRIVAL_MAX, () -> !arrivals.isEmpty());
    double first = (System.nanoTime() - began) / 1e9;
    var most = WebhookMeasure.ARRIVAL_MAX.plusSeconds(backlog / DRAINED_PER_SECOND_MIN);
    Await.until(most, () -> arrivals.size() >= backlog);
    double seconds = (System.nanoTime() - began) / 1e9;
    measure.say(
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

  @Override
  public void close() {
    receiver.close();
  }
}
