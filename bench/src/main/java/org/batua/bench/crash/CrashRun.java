package org.batua.bench.crash;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.bench.crash.Plan.Cycle;
import org.batua.bench.crash.Plan.Victim;
import org.batua.bench.crash.Shop.Wallet;
import org.batua.bench.crash.SimulatorControl.Purse;
import org.batua.bench.crash.WalletGateway.Land;
import org.batua.bench.process.Patience;

/// Plays a plan in a world: load, crash, restart, and then the proof.
final class CrashRun implements AutoCloseable {
  private static final int CUSTOMERS = 8;
  private static final long FIRST_PHONE = 9_876_540_010L;
  private static final long START_PAISE = 1_000_000_00;

  /// Two of each land's customers have little money, and add some when a payment needs it.
  private static final long POOR_PAISE = 200_00;

  private static final int POOR = 2;

  /// Acknowledged payments after which money is taken to flow, before and after a crash.
  private static final int FLOWING = 5;

  /// A gateway that saw its provider die lets it rest for ten seconds.
  private static final Duration FLOWING_MAX = Duration.ofSeconds(15);

  private static final Duration FLOWING_AGAIN_MAX = Duration.ofSeconds(3);
  private static final Duration QUIET_MAX = Duration.ofSeconds(30);
  private static final Duration QUIET_PAUSE = Duration.ofMillis(300);
  private static final Duration SETTLED_MAX = Duration.ofSeconds(90);
  private static final Duration WEBHOOKS_MAX = Duration.ofMinutes(2);
  private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);
  private static final int BOTH_GATEWAYS_PERCENT = 30;

  private final World world;
  private final Plan plan;
  private final int shoppers;
  private final PrintWriter out;
  private final SimulatorControl simulator;
  private final FactsReader reader;
  private final WebhookWitness webhooks = new WebhookWitness();
  private final List<Purse> purses = new ArrayList<>();
  private int crashes;
  private UnderWay underWay = UnderWay.NOTHING;

  /// @param wrong everything that was found, empty when all is well
  record Result(List<String> wrong, Figures figures, int crashes, UnderWay underWay) {}

  CrashRun(World world, Plan plan, int shoppers, PrintWriter out) {
    this.world = world;
    this.plan = plan;
    this.shoppers = shoppers;
    this.out = out;
    this.simulator = new SimulatorControl(world.simulatorAddress());
    this.reader = new FactsReader(world.jdbcUrl());
  }

  /// Stops at the first cycle that proves something wrong.
  Result run() {
    var shop = openShop();
    for (var cycle : plan.cycles()) {
      var wrong = play(cycle, shop);
      if (!wrong.isEmpty()) {
        return new Result(wrong, figures(), crashes, underWay);
      }
    }
    var wrong = settle(shop);
    return new Result(wrong, figures(), crashes, underWay);
  }

  private Figures figures() {
    return Figures.of(reader.read().gateway(), Instant.EPOCH);
  }

  private Shop openShop() {
    var gateways = new AtomicReference<>(world.gatewayAddresses(1));
    var client = new MerchantClient(world.apiKey());
    webhooks.subscribe(client, gateways.get().getFirst());
    var forger = new Forger(client, reader.accounts());
    var empty = new Shop(client, new AnswerLog(), forger, List.of(), gateways, noneWaiting());
    var offered = empty.offered();
    List<Callable<List<Wallet>>> people = new ArrayList<>();
    long next = FIRST_PHONE;
    for (var land : Land.values()) {
      var theirs = offered.stream().filter(it -> it.land() == land).toList();
      for (int i = 0; i < CUSTOMERS && !theirs.isEmpty(); i++) {
        var phone = Long.toString(next++);
        long has = i < POOR ? POOR_PAISE : START_PAISE;
        theirs.forEach(it -> purses.add(new Purse(it, phone, has)));
        people.add(() -> person(empty, land, phone, theirs));
      }
    }
    purses.forEach(simulator::setBalance);
    out.printf(Locale.ROOT, "paying with %s%n", offered);
    return new Shop(client, empty.log(), forger, together(people), gateways, noneWaiting());
  }

  private static Queue<Shop.Waiting> noneWaiting() {
    return new ConcurrentLinkedQueue<>();
  }

  private static List<Wallet> person(
      Shop shop, Land land, String phone, List<WalletGateway> gateways) {
    var customer = shop.customer("customer_" + phone, phone, land);
    return gateways.stream().map(it -> shop.wallet(customer, it)).toList();
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

  private List<String> play(Cycle cycle, Shop shop) {
    world.serveWith(cycle.gateways());
    shop.gateways().set(world.gatewayAddresses(cycle.gateways()));
    cycle
        .liesPercent()
        .ifPresentOrElse(percent -> simulator.lie(cycle.seed(), percent), simulator::tellTheTruth);
    var began = reader.read().at();
    int endsBefore = world.endsByItself();
    var load = Load.start(shop, cycle, shoppers);
    awaitFlow(shop, FLOWING_MAX);
    var blow = cycle.blow().map(it -> it.strike(world, new SplittableRandom(cycle.seed() ^ 2)));
    Patience.pause(cycle.killAfter());
    var killedAt = Instant.now();
    var victims = kill(cycle);
    long killed = System.nanoTime();
    Patience.pause(cycle.downFor());
    world.revive(cycle.gateways());
    long revived = System.nanoTime();
    simulator.notifyAgain(new SplittableRandom(cycle.seed() ^ 3));
    awaitFlow(shop, FLOWING_AGAIN_MAX);
    load.stop();
    boolean quiet =
        Patience.until(QUIET_MAX.minusNanos(System.nanoTime() - revived), this::isQuiet);
    awaitEnds(killedAt, QUIET_MAX.minusNanos(System.nanoTime() - revived));
    var facts = facts(shop, /* settled= */ false);
    var thisTime = UnderWay.at(killedAt, facts.gateway());
    underWay = underWay.plus(thisTime);
    List<String> wrong = new ArrayList<>(Check.runAll(facts));
    if (!quiet) {
      wrong.add("QUIET: still at work 30 s after the restart: " + reader.work());
    }
    if (world.endsByItself() != endsBefore) {
      wrong.add("ALIVE: a server ended without being killed");
    }
    out.printf(
        Locale.ROOT,
        "cycle %d:%s killed %s after %.1f s, back after %.1f s, %s, %s: %s; %s%n",
        cycle.number(),
        blow.map(it -> " " + it + ",").orElse(""),
        victims,
        cycle.killAfter().toMillis() / 1000.0,
        (revived - killed) / 1e9,
        cycle.gateways() == 1 ? "1 gateway" : cycle.gateways() + " gateways",
        cycle.liesPercent().map(it -> "lies in " + it + " %").orElse("no lies"),
        Figures.of(facts.gateway(), began),
        thisTime);
    out.flush();
    return wrong;
  }

  private static void awaitFlow(Shop shop, Duration limit) {
    long before = shop.log().charged();
    Patience.until(limit, () -> shop.log().charged() >= before + FLOWING);
  }

  /// What was under way at the kill has this long to end.
  private void awaitEnds(Instant killed, Duration limit) {
    Patience.until(
        limit,
        () -> {
          boolean ended = UnderWay.at(killed, reader.read().gateway()).open().isEmpty();
          if (!ended) {
            Patience.pause(SETTLE_PAUSE);
          }
          return ended;
        });
  }

  private String kill(Cycle cycle) {
    var random = new SplittableRandom(cycle.seed() ^ 1);
    Set<Victim> victims = cycle.victims();
    List<String> names = new ArrayList<>();
    if (victims.contains(Victim.GATEWAY)) {
      boolean all = random.nextInt(100) < BOTH_GATEWAYS_PERCENT;
      int one = random.nextInt(cycle.gateways());
      for (int i = 0; i < cycle.gateways(); i++) {
        if (all || i == one) {
          world.killGateway(i);
          names.add("gateway " + (i + 1));
        }
      }
    }
    if (victims.contains(Victim.POSTGRES)) {
      world.killPostgres();
      names.add("PostgreSQL");
    }
    if (victims.contains(Victim.SIMULATOR)) {
      world.killSimulator();
      names.add("simulator");
    }
    crashes += names.size();
    return names.stream().collect(joining(" + "));
  }

  /// Twice in a row, since a look at a row may make it due again.
  private boolean isQuiet() {
    if (!reader.work().isQuiet()) {
      return false;
    }
    Patience.pause(QUIET_PAUSE);
    return reader.work().isQuiet();
  }

  /// As a merchant would: asks for what is open, until nothing is that the simulator could tell.
  private List<String> settle(Shop shop) {
    simulator.tellTheTruth();
    Patience.until(
        SETTLED_MAX,
        () -> {
          var facts = facts(shop, /* settled= */ true);
          if (ProgressChecks.knownOutcomesAreTaken(facts).isEmpty() && reader.work().isQuiet()) {
            return true;
          }
          askForOpen(shop, facts);
          Patience.pause(SETTLE_PAUSE);
          return false;
        });
    var facts = facts(shop, /* settled= */ true);
    out.printf(
        Locale.ROOT,
        "settled: %d answers, %d of them none or 5xx; %d txns open: the simulator has no trace;"
            + " %d top-ups open: undecided%n",
        facts.answers().size(),
        facts.answers().stream().filter(Answer::leavesOpen).count(),
        facts.gateway().txns().stream().filter(Facts.Txn::isOpen).count(),
        facts.gateway().topups().stream().filter(Facts.Topup::isOpen).count());
    List<String> wrong = new ArrayList<>(Check.runAll(facts));
    wrong.addAll(checkWebhooks(facts));
    return wrong;
  }

  /// A delivery that a killed gateway was sending comes again when its lease is over.
  private List<String> checkWebhooks(Facts facts) {
    boolean all = Patience.until(WEBHOOKS_MAX, () -> reader.waitingWebhooks() == 0);
    out.printf(
        Locale.ROOT,
        "webhooks: %d came, %d of them more than once%n",
        webhooks.count(),
        webhooks.repeated());
    return all
        ? webhooks.wrong(reader.events(), facts.gateway().orders())
        : List.of("WEBHOOKS: some are still on their way");
  }

  @Override
  public void close() {
    webhooks.close();
  }

  private void askForOpen(Shop shop, Facts facts) {
    Set<String> open = new HashSet<>();
    var gateway = facts.gateway();
    gateway.txns().stream()
        .filter(it -> it.isOpen() || it.isPresumed())
        .map(Facts.Txn::orderRef)
        .forEach(open::add);
    gateway.refunds().stream()
        .filter(Facts.Refund::isOpen)
        .map(Facts.Refund::orderRef)
        .forEach(open::add);
    for (var order : gateway.orders()) {
      if (open.contains(order.ref())) {
        var asked = Instant.now();
        var reply = shop.client().get(shop.gateways().get().getFirst(), "/orders/" + order.id());
        shop.log().seen(order.id(), reply, asked);
      }
    }
    for (var topup : gateway.topups()) {
      if (topup.isOpen() || topup.isPresumed()) {
        var asked = Instant.now();
        var path = "/wallets/" + topup.walletId() + "/topup/" + topup.name();
        var reply = shop.client().get(shop.gateways().get().getFirst(), path);
        shop.log().toppedUp(topup.name(), reply, asked);
      }
    }
  }

  /// The client's answers first: what comes after them can only be ahead.
  private Facts facts(Shop shop, boolean settled) {
    var answers = shop.log().answers();
    var ours = reader.read();
    return new Facts(
        ours.at(), settled, shop.log().asked(), answers, ours.gateway(), simulator.read(purses));
  }
}
