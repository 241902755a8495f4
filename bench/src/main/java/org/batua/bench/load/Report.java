package org.batua.bench.load;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.batua.bench.load.Driver.Measured;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The table for people, and the same as JSON.
final class Report {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] HEADS = {
    "Row",
    "Customers",
    "Txns",
    "/s",
    "p50 ms",
    "p99 ms",
    "Of SQL",
    "SQL /s",
    "Trips",
    "Commits",
    "Of HTTP",
    "Gateway µs",
    "PostgreSQL µs",
    "Simulator µs",
    "KiB",
    "Open /s",
    "Open p50",
    "Open p99",
    "Open p99.9",
    "Alone p50",
    "Alone p99",
    "Provider",
    "Failed"
  };

  private Report() {}

  /// What one row came to, while the run goes on.
  static String line(Result result) {
    return String.format(
        Locale.ROOT,
        "  %-24s %,8.0f /s, p50 %.2f, p99 %.2f ms; SQL alone %,8.0f /s (%.0f %%),"
            + " %d round trips, %d commits; alone p50 %.2f, p99 %.2f ms; %d failed%s",
        result.row().title(),
        result.closed().perSecond(),
        result.closed().millis(50),
        result.closed().millis(99),
        result.sql().perSecond(),
        result.ofSql() * 100,
        result.roundTrips(),
        result.commits(),
        result.one().millis(50),
        result.one().millis(99),
        failures(result),
        firstFailure(result));
  }

  private static String firstFailure(Result result) {
    for (var one : List.of(result.closed(), result.open(), result.sql(), result.one())) {
      if (!one.firstFailure().isEmpty()) {
        return ": " + one.firstFailure();
      }
    }
    return "";
  }

  private static long failures(Result result) {
    return result.closed().failures()
        + result.open().failures()
        + result.sql().failures()
        + result.one().failures();
  }

  /// Whether every call was answered as expected.
  static boolean isSound(Summary summary) {
    return summary.results().stream().allMatch(it -> failures(it) == 0);
  }

  static void table(Summary summary, PrintWriter out) {
    out.println("| " + String.join(" | ", HEADS) + " |");
    out.println("|---|" + "---:|".repeat(HEADS.length - 1));
    for (var result : summary.results()) {
      out.println("| " + String.join(" | ", cells(result, summary.bare())) + " |");
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "Bare Helidon route: %,.0f /s, p99 %.2f ms%n",
        summary.bare().perSecond(),
        summary.bare().millis(99));
    summary
        .residentKib()
        .ifPresent(
            now ->
                out.printf(
                    Locale.ROOT,
                    "Resident after the debits: %d MB (highest so far: %d MB)%n",
                    now / 1024,
                    summary.residentHighestKib().orElse(0) / 1024));
    out.println("Start to first answer: " + seconds(summary.startSeconds()));
    out.flush();
  }

  private static List<String> cells(Result result, Measured bare) {
    var closed = result.closed();
    var costs = result.costs();
    return List.of(
        result.row().title(),
        count(result.customers()),
        count(result.txns()),
        whole(closed.perSecond()),
        two(closed.millis(50)),
        two(closed.millis(99)),
        percent(result.ofSql()),
        whole(result.sql().perSecond()),
        count(result.roundTrips()),
        count(result.commits()),
        percent(result.ofHttp(bare)),
        whole(result.microsPerCall(costs.gateway())),
        whole(result.microsPerCall(costs.postgres())),
        whole(result.microsPerCall(costs.simulator())),
        whole(result.allocatedKibPerCall()),
        whole(result.open().perSecond()),
        two(result.open().millis(50)),
        two(result.open().millis(99)),
        two(result.open().millis(99.9)),
        two(result.one().millis(50)),
        two(result.one().millis(99)),
        result.providerMillis() == 0 ? "–" : two(result.providerMillis()),
        count(failures(result)));
  }

  static String json(Summary summary) {
    var json = JSON.createObjectNode();
    var rows = json.putArray("rows");
    for (var result : summary.results()) {
      var row = rows.addObject();
      row.put("row", result.row().name().toLowerCase(Locale.ROOT));
      row.put("customers", result.customers());
      row.put("txns", result.txns());
      row.put("connections", result.connections());
      put(row.putObject("closed"), result.closed());
      put(row.putObject("open"), result.open()).put("asked_per_second", result.openRate());
      put(row.putObject("alone"), result.one());
      put(row.putObject("sql"), result.sql())
          .put("round_trips", result.roundTrips())
          .put("commits", result.commits());
      row.put("of_sql", result.ofSql());
      row.put("of_http", result.ofHttp(summary.bare()));
      row.put("provider_ms", result.providerMillis());
      var costs = result.costs();
      row.putObject("cpu_us_per_call")
          .put("gateway", result.microsPerCall(costs.gateway()))
          .put("postgres", result.microsPerCall(costs.postgres()))
          .put("simulator", result.microsPerCall(costs.simulator()))
          .put("load_generator", result.microsPerCall(costs.driver()));
      row.put("allocated_kib_per_call", result.allocatedKibPerCall());
    }
    put(json.putObject("bare_http"), summary.bare());
    summary.residentKib().ifPresent(it -> json.put("resident_kib", it));
    summary.residentHighestKib().ifPresent(it -> json.put("resident_highest_kib", it));
    summary.startSeconds().forEach(json.putArray("start_seconds")::add);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static ObjectNode put(ObjectNode json, Measured measured) {
    return json.put("calls", measured.nanos().getTotalCount())
        .put("per_second", measured.perSecond())
        .put("p50_ms", measured.millis(50))
        .put("p90_ms", measured.millis(90))
        .put("p99_ms", measured.millis(99))
        .put("p999_ms", measured.millis(99.9))
        .put("max_ms", measured.maxMillis())
        .put("failures", measured.failures());
  }

  private static String seconds(List<Double> all) {
    return String.join(
        ", ", all.stream().map(it -> String.format(Locale.ROOT, "%.2f s", it)).toList());
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String two(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }
}
