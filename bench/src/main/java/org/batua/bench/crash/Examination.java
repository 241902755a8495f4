package org.batua.bench.crash;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.batua.bench.crash.SimulatorControl.Purse;
import org.batua.bench.process.Await;

/// Reads everything that a load has left behind, and checks it.
final class Examination implements AutoCloseable {
  private static final Duration QUIET_PAUSE = Duration.ofMillis(300);
  private static final Duration SETTLED_MAX = Duration.ofSeconds(90);
  private static final Duration WEBHOOKS_MAX = Duration.ofMinutes(2);
  private static final int WEBHOOK_LOOKS_MAX = 20;
  private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);

  private final World world;
  private final SimulatorControl simulator;
  private final FactsReader reader;
  private final WebhookWitness webhooks = new WebhookWitness();
  private final List<Purse> purses = new ArrayList<>();
  private final PrintWriter out;

  Examination(World world, PrintWriter out) {
    this.world = world;
    this.simulator = new SimulatorControl(world.simulatorAddress());
    this.reader = new FactsReader(world.jdbcUrl());
    this.out = out;
  }

  SimulatorControl simulator() {
    return simulator;
  }

  FactsReader reader() {
    return reader;
  }

  /// Opens the shops, and knows the purses of all their customers from then on.
  Shops open() {
    var opened = new Opening(world, simulator, reader).open(webhooks, out);
    purses.addAll(opened.purses());
    return opened.shops();
  }

  /// Twice in a row, since a look at a row may make it due again.
  boolean isQuiet() {
    if (!reader.work().isQuiet()) {
      return false;
    }
    Await.pause(QUIET_PAUSE);
    return reader.work().isQuiet();
  }

  /// As a merchant would: asks for what is open, until nothing is that the simulator could tell.
  List<String> settle(Shops shops) {
    simulator.tellTheTruth();
    Await.until(
        SETTLED_MAX,
        () -> {
          var facts = facts(shops, /* settled= */ true);
          if (ProgressChecks.knownOutcomesAreTaken(facts).isEmpty() && reader.work().isQuiet()) {
            return true;
          }
          shops.askForOpen(facts.gateway());
          Await.pause(SETTLE_PAUSE);
          return false;
        });
    var facts = facts(shops, /* settled= */ true);
    out.printf(
        Locale.ROOT,
        "settled: %d answers, %d of them none or 5xx; %d txns open: the simulator has no trace;"
            + " %d top-ups open: undecided%n",
        facts.answers().size(),
        facts.answers().stream().filter(Answer::leavesOpen).count(),
        facts.gateway().txns().stream().filter(Facts.Txn::isOpen).count(),
        facts.gateway().topups().stream().filter(Facts.Topup::isOpen).count());
    List<String> wrong = new ArrayList<>(Check.runAll(facts));
    wrong.addAll(checkWebhooks());
    return wrong;
  }

  /// A delivery that a killed gateway was sending comes again when its lease is over. A late truth
  /// may change an order at any time: events are held against orders that stayed as they were
  /// meanwhile.
  private List<String> checkWebhooks() {
    for (int look = 0; look < WEBHOOK_LOOKS_MAX; look++) {
      var events = reader.events();
      var orders = reader.orders();
      if (!Await.until(WEBHOOKS_MAX, () -> reader.waitingWebhooks() == 0)) {
        return List.of("WEBHOOKS: some are still on their way");
      }
      var wrong = webhooks.wrong(events, orders);
      if (reader.orders().equals(orders)) {
        out.println("webhooks: " + webhooks);
        return wrong;
      }
    }
    return List.of("WEBHOOKS: the orders never came to rest");
  }

  /// The client's answers first: what comes after them can only be ahead.
  Facts facts(Shops shops, boolean settled) {
    var answers = shops.log().answers();
    var ours = reader.read();
    return new Facts(
        ours.at(), settled, shops.log().asked(), answers, ours.gateway(), simulator.read(purses));
  }

  @Override
  public void close() {
    webhooks.close();
  }
}
