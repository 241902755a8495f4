package org.batua.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.batua.bench.crash.Browser;
import org.batua.bench.process.Await;

/// The calls of a mixed day, of customers whose wallets are really linked.
final class MixCalls implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int RECENT_ORDERS = 1000;
  private static final Map<String, String> APPROVED = Map.of("decision", "approve");
  private static final long FIRST_NEW_NUMBER = 8_100_000_000L;

  private final PayingCustomers payers;
  private final Supplier<Line> lines;
  private final AtomicLong numbers = new AtomicLong();
  private final String run = Long.toString(System.nanoTime(), 36);
  private final List<String> recent = new ArrayList<>();
  private final Queue<URI> providerPages = new LinkedBlockingQueue<>();
  private final Thread customer;
  private final AtomicBoolean isOver = new AtomicBoolean();

  /// @param payers who pay, and who look at what they have
  MixCalls(PayingCustomers payers, Supplier<Line> lines) {
    this.payers = payers;
    this.lines = lines;
    this.customer = Thread.ofVirtual().name("customer").start(this::approve);
  }

  /// Callers of one kind with a connection each.
  List<Worker> workers(MixKind kind) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < kind.connections(); i++) {
      workers.add(new Caller(() -> kind, lines.get()));
    }
    return workers;
  }

  /// Callers of which each does one thing after the other, as often as its share says.
  List<Worker> mixed(int count) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      workers.add(new Caller(MixCalls::anyKind, lines.get()));
    }
    return workers;
  }

  private static MixKind anyKind() {
    int left = ThreadLocalRandom.current().nextInt(100);
    for (var kind : MixKind.values()) {
      left -= kind.percent();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("shares: less than 100 (expected: 100 together)");
  }

  /// A new name: of an order, a customer or a top-up.
  private String name() {
    return "mix_" + run + "_" + numbers.incrementAndGet();
  }

  /// Pays until there are orders to ask for and to give back.
  void stock(int debits, int refunds) throws IOException {
    payers.stockCharged(refunds, this::paidOrder);
    payers.forgetTokens();
    payers.stockTokens(debits);
  }

  /// A merchant's id of an order that is paid next.
  private String paidOrder() {
    var id = name();
    remember(id);
    return id;
  }

  private void remember(String id) {
    synchronized (recent) {
      if (recent.size() < RECENT_ORDERS) {
        recent.add(id);
      } else {
        recent.set(ThreadLocalRandom.current().nextInt(RECENT_ORDERS), id);
      }
    }
  }

  private String recentOrder() throws Worker.Exhausted {
    synchronized (recent) {
      if (recent.isEmpty()) {
        throw new Worker.Exhausted();
      }
      return recent.get(ThreadLocalRandom.current().nextInt(recent.size()));
    }
  }

  private final class Caller implements Worker {
    private final Supplier<MixKind> kinds;
    private final Line line;

    Caller(Supplier<MixKind> kinds, Line line) {
      this.kinds = kinds;
      this.line = line;
    }

    @Override
    public void once() throws IOException, Worker.Exhausted {
      switch (kinds.get()) {
        case LIST -> line.get("/customers/" + payers.any().customer() + "/wallets");
        case STATUS -> line.get("/orders/" + recentOrder());
        case DEBIT -> {
          var order = name();
          payers.pay(line, order);
          remember(order);
        }
        case LINK -> link();
        case REFUND -> {
          var order = payers.chargedOrder();
          line.post("/orders/" + order + "/refunds", "unique_request_id=r" + order);
        }
        case TOPUP -> topUp();
      }
    }

    private void link() throws IOException {
      PayingCustomers.link(line, name(), FIRST_NEW_NUMBER + numbers.incrementAndGet(), List.of(""));
    }

    private void topUp() throws IOException {
      var wallet = payers.any().wallets().getFirst();
      var begun =
          line.post(
              "/wallets/" + wallet + "/topup",
              "amount=10&return_url=https%3A%2F%2Fshop.example%2Fback&topup_txn_id=" + name());
      providerPages.add(URI.create(PayingCustomers.field(begun, "payment_url")));
    }

    @Override
    public void close() {
      line.close();
    }
  }

  /// Customers on the provider's page, one after the other; no call waits for them.
  private void approve() {
    var browser = new Browser();
    while (!isOver.get()) {
      var page = providerPages.poll();
      if (page == null) {
        Await.pause(PAUSE);
      } else {
        browser.visit(page, APPROVED, () -> true);
      }
    }
  }

  @Override
  public void close() {
    isOver.set(true);
    try {
      customer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
