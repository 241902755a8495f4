package org.batua.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Debits at a provider that answers every call of one customer after eight seconds, on end.
final class SlowProvider implements AutoCloseable {
  private static final int CALLERS = 32;

  /// The simulator is slow in every call about this number.
  private static final long NUMBER = 9_000_000_051L;

  private static final String GATEWAY = "PAYTM";

  private final Supplier<Line> lines;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicLong answered = new AtomicLong();
  private final List<Thread> callers = new ArrayList<>();

  SlowProvider(Supplier<Line> lines) {
    this.lines = lines;
  }

  /// Links the customer's wallet, slowly, and lets the debits begin.
  void start() throws IOException {
    try (var line = lines.get()) {
      var customer =
          PayingCustomers.field(
              line.post("/customers", "object_reference_id=slow&mobile_number=" + NUMBER), "id");
      var wallet =
          PayingCustomers.field(
              line.post(
                  "/customers/" + customer + "/wallets",
                  "gateway=" + GATEWAY + "&command=authenticate"),
              "id");
      line.post("/wallets/" + wallet, "command=link&otp=" + PayingCustomers.OTP);
      for (int i = 0; i < CALLERS; i++) {
        var mark = "slow_" + i + "_";
        callers.add(Thread.ofVirtual().start(() -> pay(customer, mark)));
      }
    }
  }

  private void pay(String customer, String mark) {
    try (var line = lines.get()) {
      for (int i = 0; !isOver.get(); i++) {
        var list = line.get("/customers/" + customer + "/wallets");
        line.post(
            "/txns",
            "payment_method_type=WALLET&payment_method="
                + GATEWAY
                + "&format=json&order.amount=1.00&order.order_id="
                + mark
                + i
                + "&order.customer_id="
                + customer
                + "&direct_wallet_token="
                + PayingCustomers.field(list, "token"));
        answered.incrementAndGet();
      }
    } catch (IOException e) {
      throw new IllegalStateException("a debit at the slow provider was refused", e);
    }
  }

  /// Debits that had an answer, whatever it was.
  long answered() {
    return answered.get();
  }

  @Override
  public void close() {
    isOver.set(true);
    try {
      for (var caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
