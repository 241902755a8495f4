package org.batua.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Customers with wallets that are really linked, over the API: the ones that can pay.
final class PayingCustomers {
  static final String OTP = "123456";
  private static final int LINES = 8;

  /// MobiKwik's simulator gives every customer ten thousand rupees.
  private static final String AMOUNT = "1.00";

  private final Supplier<Line> lines;
  private final List<Customer> payers = new ArrayList<>();

  // their sizes are asked for often, and must not be counted each time
  private final Queue<Spendable> tokens = new LinkedBlockingQueue<>();
  private final Queue<String> charged = new LinkedBlockingQueue<>();

  /// @param wallets linked ones, the first of them with the merchant's nameless account
  record Customer(String customer, List<String> wallets) {}

  /// A token and whose it is.
  record Spendable(Customer payer, String token) {}

  /// @param lines new connections to the gateway
  PayingCustomers(Supplier<Line> lines) {
    this.lines = lines;
  }

  /// Creates customers and links their wallets.
  ///
  /// @param accounts the gateway references of each wallet; empty for the nameless account
  /// @param name the beginning of their references
  void add(int count, List<String> accounts, String name) throws IOException {
    var next = new AtomicInteger();
    List<Customer> made = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        line -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            made.add(link(line, name + "_" + i, 7_000_000_000L + i, accounts));
          }
        });
    payers.addAll(made);
  }

  static Customer link(Line line, String reference, long mobile, List<String> accounts)
      throws IOException {
    var customer =
        field(
            line.post(
                "/customers", "object_reference_id=" + reference + "&mobile_number=" + mobile),
            "id");
    List<String> wallets = new ArrayList<>();
    for (var account : accounts) {
      var which = account.isEmpty() ? "" : "&gateway_reference_id=" + account;
      var wallet =
          field(
              line.post(
                  "/customers/" + customer + "/wallets",
                  "gateway=MOBIKWIK&command=authenticate" + which),
              "id");
      var linked = line.post("/wallets/" + wallet, "command=link&otp=" + OTP);
      if (!linked.contains("\"linked\":true")) {
        throw new IOException("not linked: " + linked);
      }
      wallets.add(wallet);
    }
    return new Customer(customer, wallets);
  }

  Customer any() {
    return payers.get(ThreadLocalRandom.current().nextInt(payers.size()));
  }

  /// Takes so many tokens from lists of wallets; each pays once.
  void stockTokens(int count) throws IOException {
    inParallel(
        line -> {
          while (tokens.size() < count) {
            var payer = any();
            var list = line.get("/customers/" + payer.customer() + "/wallets");
            tokens.add(new Spendable(payer, field(list, "token")));
          }
        });
  }

  /// Pays an order of its own, creating it in the same call.
  ///
  /// @throws Worker.Exhausted when no token is left
  void pay(Line line, String orderId) throws IOException, Worker.Exhausted {
    var spendable = tokens.poll();
    if (spendable == null) {
      throw new Worker.Exhausted();
    }
    pay(line, orderId, spendable);
  }

  void pay(Line line, String orderId, Spendable spendable) throws IOException {
    var answer =
        line.post(
            "/txns",
            "payment_method_type=WALLET&payment_method=MOBIKWIK&format=json&order.order_id="
                + orderId
                + "&order.amount="
                + AMOUNT
                + "&order.customer_id="
                + spendable.payer().customer()
                + "&direct_wallet_token="
                + spendable.token());
    if (!answer.contains("\"CHARGED\"")) {
      throw new IOException("not charged: " + answer);
    }
    charged.add(orderId);
  }

  Spendable token() throws IOException, Worker.Exhausted {
    stockTokens(tokens.size() + 1);
    var spendable = tokens.poll();
    if (spendable == null) {
      throw new Worker.Exhausted();
    }
    return spendable;
  }

  /// A paid order that nothing was given back of.
  String chargedOrder() throws Worker.Exhausted {
    var order = charged.poll();
    if (order == null) {
      throw new Worker.Exhausted();
    }
    return order;
  }

  /// Pays until there are so many paid orders.
  ///
  /// @param orderIds new ones
  void stockCharged(int count, Supplier<String> orderIds) throws IOException {
    inParallel(
        line -> {
          while (charged.size() < count) {
            var payer = any();
            var list = line.get("/customers/" + payer.customer() + "/wallets");
            pay(line, orderIds.get(), new Spendable(payer, field(list, "token")));
          }
        });
  }

  /// Tokens die with age; those of an earlier measurement are of no use to a later one.
  void forgetTokens() {
    tokens.clear();
  }

  /// The floor has given back what it found.
  void forgetCharged() {
    charged.clear();
  }

  private interface OverLine {
    void run(Line line) throws IOException;
  }

  private void inParallel(OverLine work) throws IOException {
    List<IOException> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (var line = lines.get()) {
                      work.run(line);
                    } catch (IOException e) {
                      failures.add(e);
                    }
                  }));
    }
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  /// The first text with this name in a JSON answer, found without parsing it: a parser would take
  /// the machine from those that are measured.
  static String field(String json, String name) throws IOException {
    var mark = "\"" + name + "\":\"";
    int from = json.indexOf(mark);
    if (from < 0) {
      throw new IOException("no " + name + " in " + json);
    }
    from += mark.length();
    return json.substring(from, json.indexOf('"', from));
  }
}
