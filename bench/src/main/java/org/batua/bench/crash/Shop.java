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
/// @param merchant its id
/// @param gateways servers that it believes to be there, dead or alive
/// @param waiting orders whose payment was open when they were looked at last
record Shop(
    String merchant,
    MerchantClient client,
    AnswerLog log,
    Forger forger,
    List<Wallet> wallets,
    AtomicReference<List<URI>> gateways,
    Queue<Waiting> waiting) {
  private static final String RETURN_URL = "https://shop.example/linked";

  /// Somebody who lives somewhere.
  record Customer(String id, String phone) {}

  /// One of a customer's wallets, linked.
  record Wallet(String id, Customer customer, WalletGateway gateway) {}

  /// An order that may be paid or have to be paid anew.
  record Waiting(String orderId, long paise, Wallet wallet) {}

  /// The same with the wallets of its customers.
  Shop with(List<Wallet> linked) {
    return new Shop(merchant, client, log, forger, linked, gateways, waiting);
  }

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

  /// Whether there is a wallet for that.
  boolean can(WalletGateway.Can ability) {
    return wallets.stream().anyMatch(it -> it.gateway().can(ability));
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
    var path = "/merchants/" + merchant + "/paymentmethods";
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
    var wallet = new Wallet(id, customer, gateway);
    if (!link(wallet)) {
      throw new IllegalStateException(gateway + " wallet of " + customer.id() + ": not linked");
    }
    return wallet;
  }

  /// Links those wallets again that have lost their link, as one whose renewal was killed has.
  void relink() {
    for (var customer : wallets.stream().map(Wallet::customer).distinct().toList()) {
      var path = "/customers/" + customer.id() + "/wallets";
      for (var listed : client.get(server(), path).body().path("list")) {
        if (!listed.path("linked").asBoolean(true)) {
          wallets.stream()
              .filter(it -> it.id().equals(listed.path("id").asString()))
              .forEach(this::link);
        }
      }
    }
  }

  private boolean link(Wallet wallet) {
    var asked = command(wallet.id(), Map.of("command", "authenticate", "return_url", RETURN_URL));
    var consent = asked.body().path("authentication").path("url").asString("");
    Map<String, String> link = new HashMap<>(Map.of("command", "link"));
    if (consent.isEmpty()) {
      link.put("otp", "123456");
    } else {
      var answers = Map.of("decision", "approve", "phone", wallet.customer().phone());
      new Browser().visit(URI.create(consent), answers, () -> true);
    }
    return command(wallet.id(), link).body().path("linked").asBoolean(false);
  }

  private Reply command(String wallet, Map<String, String> form) {
    return client.post(server(), "/wallets/" + wallet, form);
  }

  URI server() {
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
