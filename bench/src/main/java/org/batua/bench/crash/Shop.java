package org.batua.bench.crash;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.batua.bench.crash.MerchantClient.Reply;

/// The merchant whose backend makes the load: its customers' wallets, its client, and what it was
/// told.
///
/// @param gateways servers that it believes to be there, dead or alive
/// @param waiting orders whose payment was open when they were looked at last
record Shop(
    MerchantClient client,
    AnswerLog log,
    Forger forger,
    List<Wallet> wallets,
    AtomicReference<List<URI>> gateways,
    Queue<Waiting> waiting) {
  static final String MERCHANT = "dev";
  private static final String RETURN_URL = "https://shop.example/linked";

  /// Somebody who lives somewhere.
  record Customer(String id, String phone) {}

  /// One of a customer's wallets, linked.
  record Wallet(String id, Customer customer, WalletGateway gateway) {}

  /// An order that may be paid or have to be paid anew.
  record Waiting(String orderId, long paise, Wallet wallet) {}

  URI anyGateway(SplittableRandom random) {
    var known = gateways.get();
    return known.get(random.nextInt(known.size()));
  }

  /// Each of the gateways that will do as often as the others.
  Wallet anyWallet(Predicate<WalletGateway> which, SplittableRandom random) {
    var codes = wallets.stream().map(Wallet::gateway).distinct().filter(which).toList();
    var code = codes.get(random.nextInt(codes.size()));
    return any(wallets.stream().filter(it -> it.gateway() == code).toList(), random);
  }

  /// Any wallet of the same customer, who changes the mind.
  Wallet anotherWallet(Wallet of, SplittableRandom random) {
    return any(wallets.stream().filter(it -> it.customer().equals(of.customer())).toList(), random);
  }

  private static Wallet any(List<Wallet> among, SplittableRandom random) {
    return among.get(random.nextInt(among.size()));
  }

  /// The gateways that the server offers for direct debit.
  ///
  /// @throws IllegalStateException when the crash test does not know one of them
  Set<WalletGateway> offered() {
    var path = "/merchants/" + MERCHANT + "/paymentmethods";
    Set<WalletGateway> offered = new LinkedHashSet<>();
    for (var method : good(client.get(server(), path)).body().path("payment_methods")) {
      if (method.path("wallet_direct_debit_support").asBoolean(false)) {
        var code = method.path("payment_method").asString();
        offered.add(
            WalletGateway.of(code)
                .orElseThrow(
                    () -> new IllegalStateException(code + ": not in WalletGateway (expected)")));
      }
    }
    return offered;
  }

  Customer customer(String reference, String phone, WalletGateway.Land land) {
    var form =
        Map.of(
            "object_reference_id", reference,
            "mobile_number", phone,
            "mobile_country_code", land.dialling());
    var made = good(client.post(server(), "/customers", form));
    return new Customer(made.body().path("id").asString(), phone);
  }

  /// Links a wallet: with the OTP that the simulator always takes, or by consent on its page.
  Wallet wallet(Customer customer, WalletGateway gateway) {
    var form = Map.of("gateway", gateway.name());
    var path = "/customers/" + customer.id() + "/wallets";
    var id = good(client.post(server(), path, form)).body().path("id").asString();
    var asked = command(id, Map.of("command", "authenticate", "return_url", RETURN_URL));
    var consent = asked.body().path("authentication").path("url").asString("");
    Map<String, String> link = new HashMap<>(Map.of("command", "link"));
    if (consent.isEmpty()) {
      link.put("otp", "123456");
    } else {
      var answers = Map.of("decision", "approve", "phone", customer.phone());
      new Browser().visit(URI.create(consent), answers, () -> true);
    }
    if (!command(id, link).body().path("linked").asBoolean(false)) {
      throw new IllegalStateException(gateway + " wallet of " + customer.id() + ": not linked");
    }
    return new Wallet(id, customer, gateway);
  }

  private Reply command(String wallet, Map<String, String> form) {
    return good(client.post(server(), "/wallets/" + wallet, form));
  }

  private URI server() {
    return gateways.get().getFirst();
  }

  private static Reply good(Reply reply) {
    if (!reply.isGood()) {
      throw new IllegalStateException(
          "answer " + reply.status() + " " + reply.body() + " (expected: 200)");
    }
    return reply;
  }
}
