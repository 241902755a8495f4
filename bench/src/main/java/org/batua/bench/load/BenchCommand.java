package org.batua.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.batua.bench.process.Installation;
import org.batua.bench.scale.PaymentCost;
import org.batua.bench.scale.ScaleModel;
import org.batua.bench.scale.ScaleTable;
import org.batua.bench.scale.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures a gateway of its own, and in the same run the floor of its SQL and HTTP.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure a gateway of its own against the floor of its SQL and HTTP.")
public final class BenchCommand implements Callable<Integer> {
  private static final String MARK = "bench-run";
  private static final String WEBHOOKS = "webhooks";
  private static final String WEBHOOK_COST = "webhook-cost";
  private static final String WEBHOOK_BACKLOG = "webhook-backlog";
  private static final String TRACING_COST = "tracing-cost";
  private static final String TWO_GATEWAYS = "two-gateways";
  private static final String DASHBOARD = "dashboard";
  private static final String MIX = "mix";
  private static final String SCALE = "scale";

  /// What is not a row of the table.
  private static final Set<String> APART =
      Set.of(
          WEBHOOKS,
          WEBHOOK_COST,
          WEBHOOK_BACKLOG,
          TRACING_COST,
          TWO_GATEWAYS,
          DASHBOARD,
          MIX,
          SCALE);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rows",
      split = ",",
      description =
          "Of list, get, link, debit, refund, refresh, webhooks, webhook-cost, webhook-backlog,"
              + " tracing-cost, two-gateways, dashboard, mix."
              + " Default: all. scale measures nothing: it prints the model of docs/scale.md.")
  private String[] rows = new String[0];

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up-seconds",
      defaultValue = "8",
      description = "At least, before each row. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--warm-up-max-seconds",
      defaultValue = "150",
      description = "At most, until the compilers are done. Default: ${DEFAULT-VALUE}.")
  private int warmUpMaxSeconds;

  @Option(
      names = "--connections",
      defaultValue = "32",
      description = "Callers at the same time. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--customers",
      split = ",",
      defaultValue = "1000",
      description = "A round of measurements for each number. Default: ${DEFAULT-VALUE}.")
  private Integer[] customers = {1000};

  @Option(
      names = "--txns",
      defaultValue = "0",
      description = "Old payments behind one more round. Default: none.")
  private int txns;

  @Option(
      names = "--payers",
      defaultValue = "500",
      description = "Customers that really pay. Default: ${DEFAULT-VALUE}.")
  private int payers;

  @Option(
      names = "--open-percent",
      defaultValue = "60",
      description = "Rate of the open loop, of the closed one's. Default: ${DEFAULT-VALUE}.")
  private int openPercent;

  @Option(
      names = "--starts",
      defaultValue = "5",
      description = "How many starts are measured. Default: ${DEFAULT-VALUE}.")
  private int starts;

  @Option(
      names = "--backlog",
      defaultValue = "20000",
      description = "Webhooks that wait before they drain. Default: ${DEFAULT-VALUE}.")
  private int backlog;

  @Option(
      names = "--soak-minutes",
      defaultValue = "0",
      description = "Of the row mix, at 60 %% of what it carries. Default: none.")
  private int soakMinutes;

  @Option(names = "--json", paramLabel = "FILE", description = "Where the results go as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Data and logs of the run; emptied first. Default: target/bench of Batua.")
  private @Nullable Path directory;

  @Override
  public Integer call() throws IOException, SQLException {
    if (spec == null) {
      throw new IllegalStateException("spec: none (expected: run by picocli)");
    }
    var names = Arrays.stream(rows).map(String::strip).toList();
    var chosen = EnumSet.noneOf(Row.class);
    names.stream().filter(name -> !APART.contains(name)).map(Row::named).forEach(chosen::add);
    if (rows.length == 0) {
      chosen = EnumSet.allOf(Row.class);
    }
    var plan =
        new Plan(
            chosen,
            Duration.ofSeconds(warmUpSeconds),
            Duration.ofSeconds(warmUpMaxSeconds),
            Duration.ofSeconds(seconds),
            connections,
            List.of(customers),
            txns,
            openPercent,
            payers,
            starts);
    var installation = Installation.ofThisProgram();
    var place = directory == null ? installation.home().resolve("target/bench") : directory;
    var out = spec.commandLine().getOut();
    runOthers(names, installation, place, out);
    if (chosen.isEmpty()) {
      return 0;
    }
    var summary = run(installation, place, plan, out);
    Report.table(summary, out);
    Files.writeString(
        json == null ? place.resolve("results.json") : json, Report.json(summary) + "\n");
    return Report.isSound(summary) ? 0 : 1;
  }

  /// What is no row of the table.
  private void runOthers(List<String> names, Installation installation, Path place, PrintWriter out)
      throws IOException, SQLException {
    if (names.contains(SCALE)) {
      ScaleTable.lines(new ScaleModel(PaymentCost.MEASURED, Site.LARGE)).forEach(out::println);
    }
    if (rows.length == 0 || names.contains(WEBHOOKS)) {
      webhooks(installation, place, out, WebhookRun::run);
    }
    if (rows.length == 0 || names.contains(WEBHOOK_COST)) {
      webhooks(installation, place, out, WebhookRun::cost);
    }
    if (rows.length == 0 || names.contains(WEBHOOK_BACKLOG)) {
      webhooks(installation, place, out, WebhookRun::backlog);
    }
    if (rows.length == 0 || names.contains(TRACING_COST)) {
      gateways(
          installation,
          place,
          out,
          (servers, time, it) -> new TracingCost(servers, time, it).run());
    }
    if (rows.length == 0 || names.contains(TWO_GATEWAYS)) {
      gateways(
          installation,
          place,
          out,
          (servers, time, it) -> new TwoGateways(servers, time, it).run());
    }
    if (rows.length == 0 || names.contains(DASHBOARD)) {
      dashboard(installation, place, out);
    }
    if (rows.length == 0 || names.contains(MIX)) {
      mix(installation, place, out);
    }
  }

  private void dashboard(Installation installation, Path place, PrintWriter out)
      throws IOException, SQLException {
    prepare(place);
    try (var servers = new Servers(installation, place)) {
      servers.open();
      var size =
          new DashboardRun.Size(
              Arrays.stream(customers).max(Integer::compare).orElse(1), txns, 200);
      new DashboardRun(servers, size, out).run();
    } catch (Worker.Exhausted e) {
      throw new IllegalStateException("nothing left to pay with", e);
    }
  }

  /// What is compared of two gateways on one database.
  private interface Comparison {
    void run(Servers servers, Duration time, WarmDebits debits)
        throws IOException, Worker.Exhausted;
  }

  private void gateways(
      Installation installation, Path place, PrintWriter out, Comparison comparison)
      throws IOException {
    prepare(place);
    try (var servers = new Servers(installation, place)) {
      servers.open();
      var debits = new WarmDebits(servers, Duration.ofSeconds(warmUpMaxSeconds), out);
      comparison.run(servers, Duration.ofSeconds(seconds), debits);
    } catch (Worker.Exhausted e) {
      throw new IllegalStateException("nothing left to pay with", e);
    }
  }

  private void mix(Installation installation, Path place, PrintWriter out)
      throws IOException, SQLException {
    prepare(place);
    var lengths =
        new MixRun.Lengths(
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(warmUpMaxSeconds),
            Duration.ofMinutes(soakMinutes));
    try (var servers = new Servers(installation, place)) {
      servers.open();
      try (var run = new MixRun(servers, lengths, out)) {
        run.run();
      }
    } catch (Worker.Exhausted e) {
      throw new IllegalStateException("nothing left to pay with", e);
    }
  }

  private static void prepare(Path directory) throws IOException {
    empty(directory);
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(MARK), "");
  }

  /// A part of what is measured of webhooks.
  private interface WebhookPart {
    void run(WebhookRun run) throws IOException, SQLException, Worker.Exhausted;
  }

  private void webhooks(Installation installation, Path place, PrintWriter out, WebhookPart part)
      throws IOException, SQLException {
    prepare(place);
    try (var servers = new Servers(installation, place)) {
      servers.open();
      try (var run = new WebhookRun(servers, Duration.ofSeconds(seconds), backlog, out)) {
        part.run(run);
      }
    } catch (Worker.Exhausted e) {
      throw new IllegalStateException("nothing left to pay with", e);
    }
  }

  static Summary run(Installation installation, Path directory, Plan plan, PrintWriter out)
      throws IOException, SQLException {
    prepare(directory);
    try (var servers = new Servers(installation, directory)) {
      servers.open();
      return new LoadRun(servers, plan, out).run();
    } catch (Worker.Exhausted e) {
      throw new IllegalStateException("nothing left to call with", e);
    }
  }

  /// Only what an earlier run has made may go.
  private static void empty(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.exists(directory.resolve(MARK))) {
      throw new IllegalArgumentException(
          directory + ": there, and not made by a bench run (expected: a new directory)");
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be emptied", e);
    }
  }
}
