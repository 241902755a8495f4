package org.batua.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The calls of each row: over HTTP, and what of the recorded call belongs to whom it is about.
final class Calls {
  private static final int FLOOR_ORDERS = 200_000;

  private final Servers servers;
  private final Population population;
  private final PayingCustomers payers;
  private final PayingCustomers severalWallets;
  private final Supplier<Line> lines;
  private final Queue<List<String>> floorOrders = new ConcurrentLinkedQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final String run = Long.toString(System.nanoTime(), 36);

  Calls(
      Servers servers,
      Population population,
      PayingCustomers payers,
      PayingCustomers severalWallets,
      Supplier<Line> lines) {
    this.servers = servers;
    this.population = population;
    this.payers = payers;
    this.severalWallets = severalWallets;
    this.lines = lines;
  }

  /// Callers with a connection each.
  List<Worker> workers(Row row, int count) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      workers.add(new Caller(row, lines.get()));
    }
    return workers;
  }

  /// A call of this row, made alone, and its floor.
  ///
  /// @param answerBytes how long the answer was
  /// @param jdbc callers over plain JDBC that do what the gateway did in the database
  record Sample(Trail trail, int answerBytes, Supplier<Worker> jdbc) {}

  private final class Caller implements Worker {
    private final Row row;
    private final Line line;

    Caller(Row row, Line line) {
      this.row = row;
      this.line = line;
    }

    @Override
    public void once() throws IOException, Worker.Exhausted {
      switch (row) {
        case LIST -> list(line, population.anyCustomer());
        case GET -> line.get("/wallets/" + Population.walletId(population.anyCustomer()));
        case LINK -> {
          long number = numbers.incrementAndGet();
          var reference = "link_" + run + "_" + number;
          PayingCustomers.link(line, reference, 8_000_000_000L + number, List.of(""));
        }
        case DEBIT -> payers.pay(line, orderId());
        case REFUND -> refund(line, payers.chargedOrder());
        case REFRESH -> refresh(line, severalWallets.any());
      }
    }

    @Override
    public void close() {
      line.close();
    }
  }

  /// Makes one call of a row while PostgreSQL logs, on a warm gateway.
  Sample sample(Row row, Recorder recorder) throws IOException, SQLException, Worker.Exhausted {
    try (var line = lines.get()) {
      return switch (row) {
        case LIST -> {
          int one = population.anyCustomer();
          yield of(
              recorder.record(() -> list(line, one)), subject(one), List.of(), this::anySubject);
        }
        case GET -> {
          int one = population.anyCustomer();
          yield of(
              recorder.record(() -> line.get("/wallets/" + Population.walletId(one))),
              subject(one),
              List.of(),
              this::anySubject);
        }
        case LINK -> {
          long number = numbers.incrementAndGet();
          var reference = "link_" + run + "_" + number;
          var recorded =
              recorder.record(
                  () ->
                      PayingCustomers.link(line, reference, 8_000_000_000L + number, List.of(""))
                          .toString());
          yield of(recorded, List.of(), List.of(reference), List::of);
        }
        case DEBIT -> {
          var spendable = payers.token();
          var order = orderId();
          var recorded =
              recorder.record(
                  () -> {
                    payers.pay(line, order, spendable);
                    return "";
                  });
          yield of(
              recorded, subject(spendable.payer()), List.of(order), () -> subject(payers.any()));
        }
        case REFUND -> {
          var one = payers.chargedOrder();
          var recorded = recorder.record(() -> refund(line, one));
          yield of(recorded, chargedOrder(one), List.of("r" + one), this::nextFloorOrder);
        }
        case REFRESH -> {
          var one = severalWallets.any();
          yield of(
              recorder.record(() -> refresh(line, one)),
              subject(one),
              List.of(),
              () -> subject(severalWallets.any()));
        }
      };
    }
  }

  private Sample of(
      Recorder.Recorded recorded,
      List<String> subject,
      List<String> fresh,
      Replay.Subjects subjects) {
    return new Sample(
        recorded.trail(),
        recorded.answer().length(),
        () -> new Replay(servers.floorUrl(), recorded.trail(), subject, fresh, subjects));
  }

  private static String list(Line line, int customer) throws IOException {
    return line.get("/customers/" + Population.customerId(customer) + "/wallets");
  }

  private static String refund(Line line, String order) throws IOException {
    return line.post("/orders/" + order + "/refunds", "unique_request_id=r" + order);
  }

  private static String refresh(Line line, PayingCustomers.Customer payer) throws IOException {
    return line.get("/customers/" + payer.customer() + "/wallets/refresh-balances");
  }

  /// A merchant's id of an order that is new.
  String orderId() {
    return "load_" + run + "_" + numbers.incrementAndGet();
  }

  private List<String> anySubject() {
    return subject(population.anyCustomer());
  }

  private static List<String> subject(int customer) {
    return List.of(Population.customerId(customer), Population.walletId(customer));
  }

  private static List<String> subject(PayingCustomers.Customer payer) {
    List<String> texts = new ArrayList<>(List.of(payer.customer()));
    texts.addAll(payer.wallets());
    return texts;
  }

  /// The merchant's id, ours, and the payment's, of an order.
  private List<String> chargedOrder(String orderId) throws SQLException {
    return chargedOrders("o.order_id = '" + orderId + "'").getFirst();
  }

  /// Finds what the floor of refunds can give back: each order once, after all calls over HTTP.
  void stockFloorOrders() throws SQLException {
    floorOrders.clear();
    floorOrders.addAll(chargedOrders("o.order_id like 'load%' and o.refund_count = 0"));
  }

  private List<String> nextFloorOrder() throws Worker.Exhausted {
    var next = floorOrders.poll();
    if (next == null) {
      throw new Worker.Exhausted();
    }
    return next;
  }

  private List<List<String>> chargedOrders(String which) throws SQLException {
    List<List<String>> found = new ArrayList<>();
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select o.order_id, o.id, t.id from merchant_order o
                  join txn t on t.order_ref = o.id
                where o.status = 'CHARGED' and\s"""
                    + which
                    + " limit "
                    + FLOOR_ORDERS)) {
      while (rows.next()) {
        found.add(List.of(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return found;
  }
}
