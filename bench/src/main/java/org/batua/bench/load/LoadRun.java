package org.batua.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.batua.bench.load.Costs.Moment;
import org.batua.bench.load.Driver.Measured;
import org.batua.bench.process.Await;

/// One run: loads, warms up, measures each row beside its floor, and the start at the end.
final class LoadRun {
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);
  private static final Duration READY_MAX = Duration.ofSeconds(60);

  /// Calls that are prepared beyond what the last measurement has used in the same time.
  private static final double RESERVE = 1.5;

  /// Of which the shortest counts: what happened beside it by chance only makes a trail longer.
  private static final int SAMPLES = 3;

  /// Of a core: what the compilers of both servers may take while it is measured.
  private static final double COMPILING_MAX = 0.06;

  private static final int FIRST_STOCK_PER_SECOND = 300;

  private static final int SEVERAL_WALLETS_PAYERS = 50;

  private final Servers servers;
  private final Plan plan;
  private final PrintWriter out;
  private final Population population;
  private final PayingCustomers payers;
  private final PayingCustomers severalWallets;
  private final Calls calls;
  private final Recorder recorder;
  private final Supplier<Line> lines;
  private final Meters meters;
  private OptionalLong resident = OptionalLong.empty();
  private OptionalLong residentHighest = OptionalLong.empty();
  private int answerBytes = 512;

  /// @param servers open
  LoadRun(Servers servers, Plan plan, PrintWriter out) {
    this.servers = servers;
    this.plan = plan;
    this.out = out;
    var apiKey = servers.apiKey();
    this.lines = () -> new Line(servers.gatewayAddress(), apiKey);
    this.meters = new Meters(lines);
    this.population = new Population(servers);
    this.payers = new PayingCustomers(lines);
    this.severalWallets = new PayingCustomers(lines);
    this.calls = new Calls(servers, population, payers, severalWallets, lines);
    this.recorder = new Recorder(servers);
  }

  Summary run() throws IOException, SQLException, Worker.Exhausted {
    Durability.check(servers);
    List<Result> results = new ArrayList<>();
    payers.add(plan.payers(), List.of(""), "payer");
    List<String> accounts = new ArrayList<>(List.of(""));
    accounts.addAll(Servers.furtherAccounts());
    severalWallets.add(Math.min(SEVERAL_WALLETS_PAYERS, plan.payers()), accounts, "several");
    for (int customers : plan.customers()) {
      round(customers, 0, results);
    }
    if (plan.txns() > 0) {
      round(plan.customers().getLast(), plan.txns(), results);
    }
    var bare = bare();
    return new Summary(results, bare, resident, residentHighest, starts(), List.of());
  }

  private void round(int customers, int txns, List<Result> results)
      throws IOException, SQLException, Worker.Exhausted {
    say("%,d customers, %,d txns: loading", customers, txns);
    servers.signal("STOP");
    try {
      population.growTo(customers, txns);
    } finally {
      servers.signal("CONT");
    }
    for (var row : plan.rows()) {
      var result = measure(row);
      results.add(result);
      say("%s", Report.line(result));
    }
  }

  private Result measure(Row row) throws IOException, SQLException, Worker.Exhausted {
    var workers = calls.workers(row, plan.connections());
    Measured closed;
    Measured open;
    Costs costs;
    double openRate;
    try {
      stock(row, plan.time(), warmUp(row, workers));
      var costsBefore = servers.costs(meters);
      closed = Driver.closed(workers, plan.time());
      costs = servers.costs(meters).minus(costsBefore);
      openRate = closed.perSecond() * plan.openPercent() / 100;
      stock(row, plan.time(), openRate);
      open = Driver.open(workers, openRate, plan.time());
    } finally {
      workers.forEach(Worker::close);
    }
    if (row == Row.DEBIT) {
      var gateway = servers.gatewayServer().process();
      resident = Costs.residentKib(gateway, Moment.NOW);
      residentHighest = Costs.residentKib(gateway, Moment.HIGHEST);
    }
    var before = meters.providerTime();
    var one = alone(row, closed.perSecond());
    var provider = meters.providerTime().meanMillisSince(before);
    stock(row, plan.time(), closed.perSecond());
    awaitQuiet();
    var sample = calls.sample(row, recorder);
    for (int i = 1; i < SAMPLES; i++) {
      var another = calls.sample(row, recorder);
      sample = another.trail().roundTrips() < sample.trail().roundTrips() ? another : sample;
    }
    if (row == Row.DEBIT) {
      Durability.check(sample.trail());
    } else if (row == Row.LIST) {
      answerBytes = sample.answerBytes();
    }
    var sql = floor(row, sample);
    return new Result(
        row,
        population.customers(),
        population.txns(),
        plan.connections(),
        closed,
        costs,
        openRate,
        open,
        sql,
        one,
        provider,
        sample.trail().roundTrips(),
        sample.trail().commits());
  }

  /// Goes on until the compilers of the servers are all but idle: a server that runs for years is
  /// measured as it runs, not as it starts.
  ///
  /// @return calls a second at the end
  private double warmUp(Row row, List<? extends Worker> workers)
      throws IOException, Worker.Exhausted {
    long giveUpNanos = System.nanoTime() + plan.warmUpMax().toNanos();
    double perSecond = FIRST_STOCK_PER_SECOND;
    double compiling = 1;
    while (compiling > COMPILING_MAX && (compiling == 1 || System.nanoTime() < giveUpNanos)) {
      stock(row, plan.warmUp(), perSecond);
      var before = servers.compiling();
      var warm = Driver.closed(workers, plan.warmUp());
      compiling = servers.compiling().minus(before).toNanos() / 1e9 / warm.seconds();
      perSecond = warm.perSecond();
    }
    return perSecond;
  }

  /// Tokens and paid orders are used up by what is measured, so they are there before it.
  private void stock(Row row, Duration time, double perSecond)
      throws IOException, Worker.Exhausted {
    int count = (int) (time.toMillis() / 1000.0 * perSecond * RESERVE) + plan.connections();
    if (row == Row.DEBIT) {
      payers.forgetTokens();
      payers.stockTokens(count);
    } else if (row == Row.REFUND) {
      payers.stockCharged(count, calls::orderId);
    }
  }

  private Measured alone(Row row, double perSecond) throws IOException, Worker.Exhausted {
    stock(row, plan.time(), perSecond / plan.connections() * 4);
    var worker = calls.workers(row, 1);
    try {
      return Driver.closed(worker, plan.time());
    } finally {
      worker.forEach(Worker::close);
    }
  }

  /// The gateway is held meanwhile: what is written for the floor is none of its business.
  private Measured floor(Row row, Calls.Sample sample) throws SQLException {
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 0; i < plan.connections(); i++) {
        workers.add(sample.jdbc().get());
      }
      calls.stockFloorOrders();
      servers.signal("STOP");
      if (row != Row.REFUND) {
        // each order can be given back only once: nothing to warm up with
        Driver.closed(workers, plan.warmUp().dividedBy(2));
      }
      return Driver.closed(workers, plan.time());
    } finally {
      workers.forEach(Worker::close);
      forgetFloorRefunds();
      payers.forgetCharged();
      servers.signal("CONT");
    }
  }

  private void forgetFloorRefunds() throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("delete from refund where unique_request_id like 'floor%'");
    }
  }

  /// Refunds are sent after their answer.
  private void awaitQuiet() {
    Await.until(
        QUIET_MAX,
        () -> {
          try (var connection = servers.connect();
              var statement = connection.createStatement();
              var row =
                  statement.executeQuery(
                      "select count(*) from refund where next_check_at is not null")) {
            row.next();
            return row.getLong(1) == 0;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Measured bare() {
    try (var server = servers.bare(answerBytes)) {
      server.start();
      server.awaitReady(READY_MAX);
      List<Worker> workers = new ArrayList<>();
      for (int i = 0; i < plan.connections(); i++) {
        workers.add(new BareCaller(new Line(servers.bareAddress(), "")));
      }
      try {
        Driver.closed(workers, plan.warmUp());
        return Driver.closed(workers, plan.time());
      } finally {
        workers.forEach(Worker::close);
      }
    }
  }

  private record BareCaller(Line line) implements Worker {
    @Override
    public void once() throws IOException {
      line.get("/");
    }

    @Override
    public void close() {
      line.close();
    }
  }

  private List<Double> starts() {
    return Starts.measure(servers.gatewayServer(), lines, plan.starts());
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
