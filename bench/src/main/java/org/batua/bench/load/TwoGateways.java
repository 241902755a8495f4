package org.batua.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.batua.bench.load.WarmDebits.Debits;

/// What a second gateway on the same database changes: the same callers in turn at one gateway, and
/// divided between two. Both, PostgreSQL, the provider and the callers share the machine, so that
/// the rates say little; what each debit costs says what a second machine would bring.
final class TwoGateways {
  private static final int PAIRS = 5;

  private final Servers servers;
  private final Duration time;
  private final WarmDebits debits;

  /// @param servers open
  /// @param time of each measurement
  TwoGateways(Servers servers, Duration time, WarmDebits debits) {
    this.servers = servers;
    this.time = time;
    this.debits = debits;
  }

  void run() throws IOException, Worker.Exhausted {
    try (var other = servers.second()) {
      debits.addPayers();
      var first = debits.side("the first", servers.gatewayServer(), servers.gatewayAddress());
      var second = debits.side("the second", other, servers.secondAddress());
      debits.warmUp(first);
      debits.warmUp(second);
      compare(List.of(first), List.of(first, second));
    }
  }

  private void compare(List<WarmDebits.Side> alone, List<WarmDebits.Side> both)
      throws IOException, Worker.Exhausted {
    List<Debits> one = new ArrayList<>();
    List<Debits> two = new ArrayList<>();
    for (int i = 1; i <= PAIRS; i++) {
      boolean isAloneFirst = i % 2 == 1;
      var first = debits.at(isAloneFirst ? alone : both, time);
      var second = debits.at(isAloneFirst ? both : alone, time);
      one.add(isAloneFirst ? first : second);
      two.add(isAloneFirst ? second : first);
      say("one gateway", one.getLast());
      say("two gateways", two.getLast());
    }
    sayMedians("one gateway", one);
    sayMedians("two gateways", two);
  }

  private void say(String which, Debits measured) {
    debits.say(
        "%s: %.0f debits/s, p99 %.1f ms; CPU µs each: gateways %.0f, PostgreSQL %.0f",
        which,
        measured.perSecond(),
        measured.p99Millis(),
        measured.gatewayMicros(),
        measured.postgresMicros());
  }

  private void sayMedians(String which, List<Debits> all) {
    say(
        "medians of " + PAIRS + ", " + which,
        new Debits(
            Medians.of(all.stream().map(Debits::perSecond).toList()),
            Medians.of(all.stream().map(Debits::p99Millis).toList()),
            Medians.of(all.stream().map(Debits::gatewayMicros).toList()),
            Medians.of(all.stream().map(Debits::postgresMicros).toList())));
  }
}
