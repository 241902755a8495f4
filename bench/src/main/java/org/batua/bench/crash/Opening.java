package org.batua.bench.crash;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.bench.crash.Shop.Wallet;
import org.batua.bench.crash.SimulatorControl.Purse;
import org.batua.bench.crash.WalletGateway.Land;

/// Before the first cycle: two merchants, their customers, and their wallets with money in them.
final class Opening {
  private static final int CUSTOMERS = 8;
  private static final int CUSTOMERS_OF_SECOND = 2;
  private static final long FIRST_PHONE = 9_876_540_010L;
  private static final long START_PAISE = 1_000_000_00;

  /// Its tokens live for a minute: they are renewed all the time, also while something is killed.
  private static final String RENEWED_PHONE = "9000000041";

  /// Two of each land's customers have little money, and add some when a payment needs it.
  private static final long POOR_PAISE = 200_00;

  private static final int POOR = 2;

  private final World world;
  private final SimulatorControl simulator;
  private final FactsReader reader;
  private final List<Purse> purses = new ArrayList<>();
  private long nextPhone = FIRST_PHONE;

  /// @param purses of all customers
  record Opened(Shops shops, List<Purse> purses) {}

  Opening(World world, SimulatorControl simulator, FactsReader reader) {
    this.world = world;
    this.simulator = simulator;
    this.reader = reader;
  }

  Opened open(WebhookWitness webhooks, PrintWriter out) {
    var client = new MerchantClient(world.apiKey());
    webhooks.subscribe(client, world.gatewayAddresses(1).getFirst());
    var first = empty("dev", client, new AnswerLog());
    var secondClient = new MerchantClient(world.addMerchant());
    var second = empty(SecondMerchant.ID, secondClient, first.log().of(SecondMerchant.ID));
    var offered = first.offered();
    List<Callable<List<Wallet>>> people = people(first, offered);
    var india = offered.stream().filter(it -> it.land() == Land.INDIA).toList();
    people.add(person(first, RENEWED_PHONE, START_PAISE, india));
    List<Callable<List<Wallet>>> peopleOfSecond = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS_OF_SECOND; i++) {
      peopleOfSecond.add(person(second, nextPhone(), START_PAISE, second.offered()));
    }
    purses.forEach(simulator::setBalance);
    out.printf(Locale.ROOT, "paying with %s%n", offered);
    return new Opened(
        new Shops(first.with(together(people)), second.with(together(peopleOfSecond))),
        List.copyOf(purses));
  }

  private Shop empty(String merchant, MerchantClient client, AnswerLog log) {
    return new Shop(
        merchant,
        client,
        log,
        new Forger(client, reader.accounts()),
        List.of(),
        new AtomicReference<>(world.gatewayAddresses(1)),
        new ConcurrentLinkedQueue<>());
  }

  private List<Callable<List<Wallet>>> people(Shop shop, Set<WalletGateway> offered) {
    List<Callable<List<Wallet>>> people = new ArrayList<>();
    for (var land : Land.values()) {
      var theirs = offered.stream().filter(it -> it.land() == land).toList();
      for (int i = 0; i < CUSTOMERS && !theirs.isEmpty(); i++) {
        people.add(person(shop, nextPhone(), i < POOR ? POOR_PAISE : START_PAISE, theirs));
      }
    }
    return people;
  }

  private String nextPhone() {
    return Long.toString(nextPhone++);
  }

  /// Somebody with a wallet at each of these gateways of one land.
  private Callable<List<Wallet>> person(
      Shop shop, String phone, long paise, Collection<WalletGateway> gateways) {
    gateways.forEach(it -> purses.add(new Purse(it, phone, paise)));
    return () -> {
      var land = gateways.iterator().next().land();
      var customer = shop.customer("customer_" + phone, phone, land);
      return gateways.stream().map(it -> shop.wallet(customer, it)).toList();
    };
  }

  private static List<Wallet> together(List<Callable<List<Wallet>>> people) {
    List<Wallet> wallets = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : executor.invokeAll(people)) {
        wallets.addAll(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a wallet cannot be linked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
    return List.copyOf(wallets);
  }
}
