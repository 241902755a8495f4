package org.batua.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// Opens the pages of the dashboard again and again, alone and while payments are made, behind as
/// many old payments as were loaded.
final class DashboardRun {
  private static final String PAGES = DashboardClient.PAGES;
  private static final int WARM_UP = 30;
  private static final int PAYERS = 200;
  private static final int CONNECTIONS = 32;
  private static final int DEBITS_PER_SECOND = 500;

  private final Servers servers;
  private final Size size;
  private final PrintWriter out;
  private final Supplier<Line> lines;

  /// @param repeats of each page
  record Size(int customers, int txns, int repeats) {}

  DashboardRun(Servers servers, Size size, PrintWriter out) {
    this.servers = servers;
    this.size = size;
    this.out = out;
    var apiKey = servers.apiKey();
    this.lines = () -> new Line(servers.gatewayAddress(), apiKey);
  }

  void run() throws IOException, SQLException, Worker.Exhausted {
    say("dashboard: loading %,d payments of %,d customers", size.txns(), size.customers());
    servers.signal("STOP");
    try {
      new Population(servers).growTo(size.customers(), size.txns());
    } finally {
      servers.signal("CONT");
    }
    var operator = DashboardClient.signIn(servers);
    var pages = pages();
    open(operator, pages, WARM_UP);
    var before = SequentialScans.read(servers);
    report("alone", open(operator, pages, size.repeats()));
    say(
        "large tables read from end to end meanwhile: %s",
        SequentialScans.read(servers).since(before));
    var payers = new PayingCustomers(lines);
    payers.add(PAYERS, List.of(""), "dashboard_payer");
    var seconds = Duration.ofSeconds(20);
    pay(payers, "alone", seconds, "warm");
    pay(payers, "alone", seconds, "alone");
    beside(payers, operator, pages, seconds);
  }

  private void beside(
      PayingCustomers payers, DashboardClient operator, Map<String, String> pages, Duration time)
      throws IOException, Worker.Exhausted {
    Map<String, Histogram> all = new LinkedHashMap<>();
    var end = System.nanoTime() + time.toNanos();
    stock(payers, time);
    var looking =
        CompletableFuture.runAsync(
            () -> {
              while (System.nanoTime() < end) {
                open(operator, pages, 1).forEach((name, took) -> merge(all, name, took));
              }
            });
    var paid = driven(payers, time, "beside");
    looking.join();
    say(
        "debits beside the dashboard: %.0f of %d a second, p50 %.1f ms, p99 %.1f ms, %d failed",
        paid.perSecond(), DEBITS_PER_SECOND, paid.millis(50), paid.millis(99), paid.failures());
    report("beside " + DEBITS_PER_SECOND + " debits a second", all);
  }

  private static void merge(Map<String, Histogram> all, String name, Histogram took) {
    all.computeIfAbsent(name, _ -> new Histogram(3)).add(took);
  }

  private void pay(PayingCustomers payers, String what, Duration time, String mark)
      throws IOException, Worker.Exhausted {
    stock(payers, time);
    var paid = driven(payers, time, mark);
    say(
        "debits %s (%s): %.0f of %d a second, p50 %.1f ms, p99 %.1f ms, %d failed",
        what,
        mark,
        paid.perSecond(),
        DEBITS_PER_SECOND,
        paid.millis(50),
        paid.millis(99),
        paid.failures());
  }

  private static void stock(PayingCustomers payers, Duration time) throws IOException {
    payers.forgetTokens();
    payers.stockTokens((int) time.toSeconds() * DEBITS_PER_SECOND + CONNECTIONS);
  }

  private Driver.Measured driven(PayingCustomers payers, Duration time, String mark) {
    List<Paying> workers = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      workers.add(new Paying(payers, lines.get(), mark + i + "_"));
    }
    try {
      return Driver.open(workers, DEBITS_PER_SECOND, time);
    } finally {
      workers.forEach(Worker::close);
    }
  }

  /// Pays orders of its own.
  private static final class Paying implements Worker {
    private final PayingCustomers payers;
    private final Line line;
    private final String mark;
    private int orders;

    Paying(PayingCustomers payers, Line line, String mark) {
      this.payers = payers;
      this.line = line;
      this.mark = mark;
    }

    @Override
    public void once() throws IOException, Exhausted {
      payers.pay(line, mark + orders++);
    }

    @Override
    public void close() {
      line.close();
    }
  }

  /// The pages by their names, with the newest, the oldest and the rarest of what was loaded.
  private Map<String, String> pages() throws SQLException {
    var middle = Math.max(1, size.txns() / 2);
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home", PAGES);
    pages.put("orders, newest", PAGES + "/orders");
    pages.put("orders, filter that nothing matches", PAGES + "/orders?status=DECLINED");
    pages.put("orders of a day", PAGES + "/orders?from=2020-01-01&to=2020-01-02");
    pages.put("payments, newest", PAGES + "/payments");
    pages.put("payments, filter that nothing matches", PAGES + "/payments?status=NOT_SENT");
    pages.put("payments, open", PAGES + "/payments?open=10");
    pages.put("second charges", PAGES + "/second-charges");
    pages.put("late successes", PAGES + "/late-successes");
    pages.put("refunds", PAGES + "/refunds");
    pages.put("providers", PAGES + "/providers");
    pages.put("needs a person", PAGES + "/review");
    pages.put("webhooks", PAGES + "/webhooks");
    pages.put("audit", PAGES + "/audit");
    pages.put("settings", PAGES + "/settings");
    pages.put("order", PAGES + "/orders/" + orderRef(middle));
    pages.put("customer", PAGES + "/customers/" + Population.customerId(1));
    pages.put("search: order id", search("old_" + middle));
    pages.put("search: our reference", search(reference(middle)));
    pages.put("search: provider's reference", search(Integer.toString(middle)));
    pages.put("search: mobile number", search("6000000001"));
    pages.put("search: beginning of an order id", search("old_12"));
    pages.put("search: nothing", search("nothing_has_this_name"));
    return pages;
  }

  private static String search(String text) {
    return PAGES + "/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String orderRef(int number) throws SQLException {
    return text("select o.id from merchant_order o", number);
  }

  private String reference(int number) throws SQLException {
    return text(
        "select t.reference from merchant_order o join txn t on t.order_ref = o.id", number);
  }

  private String text(String select, int number) throws SQLException {
    try (var connection = servers.connect();
        var statement =
            connection.prepareStatement(
                select + " where o.merchant_id = 'dev' and o.order_id = ?")) {
      statement.setString(1, "old_" + number);
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "none";
      }
    }
  }

  private static Map<String, Histogram> open(
      DashboardClient operator, Map<String, String> pages, int times) {
    Map<String, Histogram> all = new LinkedHashMap<>();
    for (int i = 0; i < times; i++) {
      pages.forEach(
          (name, path) -> {
            long began = System.nanoTime();
            operator.open(path);
            var took = all.computeIfAbsent(name, _ -> new Histogram(3));
            took.recordValue(System.nanoTime() - began);
          });
    }
    return all;
  }

  private void report(String how, Map<String, Histogram> pages) {
    pages.forEach(
        (name, took) ->
            say(
                "dashboard %s, %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d",
                how,
                name,
                took.getValueAtPercentile(50) / 1e6,
                took.getValueAtPercentile(99) / 1e6,
                took.getMaxValue() / 1e6,
                took.getTotalCount()));
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
