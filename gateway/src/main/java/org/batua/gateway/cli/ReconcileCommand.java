package org.batua.gateway.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.reconcile.BookEntry;
import org.batua.gateway.reconcile.Difference;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.reconcile.Report;
import org.batua.gateway.reconcile.StatementEntry;
import org.batua.gateway.resolution.Transaction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Compares our transactions with a provider's statement and lists the differences.
@Command(
    name = "reconcile",
    description = "Compare our transactions with a provider's statement.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 3,
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {
      "0:both sides agree",
      "1:something differs",
      "2:the command, the mapping or the statement is wrong",
      "3:it could not be done, as without a database"
    })
public final class ReconcileCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--merchant", paramLabel = "ID", required = true, description = "Whose books.")
  private String merchant = "";

  @Option(
      names = "--gateway",
      paramLabel = "GATEWAY",
      required = true,
      description = "The provider, as MOBIKWIK.")
  private String gateway = "";

  @Option(
      names = "--reference",
      paramLabel = "ID",
      description = "The account's gateway_reference_id. Default: all accounts of the merchant.")
  private @Nullable String reference;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      required = true,
      description = "The first day, as 2026-02-01, in UTC.")
  private LocalDate from = LocalDate.EPOCH;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      required = true,
      description = "The day after the last one.")
  private LocalDate to = LocalDate.EPOCH;

  @Option(
      names = "--statement",
      paramLabel = "FILE",
      required = true,
      description = "The provider's statement as CSV.")
  private Path statement = Path.of("");

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "What its columns mean, as YAML. Default: the simulator's columns.")
  private @Nullable Path mapping;

  @Override
  public Integer call() {
    var code =
        GatewayCode.parse(gateway)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "gateway: " + gateway + " (expected: as MOBIKWIK)"));
    var request =
        new Reconciliation.Request(
            new MerchantId(merchant),
            code,
            Optional.ofNullable(reference),
            from,
            to,
            statement,
            Optional.ofNullable(mapping));
    return Session.run(options.read(), made -> print(made.reconciliation().compare(request)));
  }

  private int print(Report report) {
    report.differences().forEach(difference -> say(line(difference)));
    long count = report.totals().values().stream().mapToLong(Report.Total::count).sum();
    if (count > report.differences().size()) {
      say("the first " + report.differences().size() + " are listed");
    }
    if (count > 0) {
      say("");
    }
    for (var kind : List.of(Transaction.Kind.DEBIT, Transaction.Kind.REFUND)) {
      say(
          "%-14s here %s; there %s"
              .formatted(
                  words(kind) + "s:",
                  total(report.booked().get(kind)),
                  total(report.moved().get(kind))));
    }
    for (var kind : Difference.Kind.values()) {
      var total = report.totals().get(kind);
      if (total != null) {
        say("%-14s %s".formatted(words(kind) + ":", total(total)));
      }
    }
    if (report.openWithBoth() > 0) {
      say(
          "%s open here, and not final there either: see ./batua unresolved list --all"
              .formatted(report.openWithBoth()));
    }
    if (report.ofAnother() > 0) {
      say("%s lines are of other merchants or accounts".formatted(report.ofAnother()));
    }
    say(report.isEqual() ? "both sides agree" : count + " differences");
    return report.isEqual() ? 0 : DIFFERENT;
  }

  private static String line(Difference difference) {
    return "%-14s %-6s %s  here: %s  there: %s"
        .formatted(
            words(difference.kind()),
            words(difference.transaction()),
            difference.name(),
            difference.ours().map(ReconcileCommand::here).orElse("-"),
            difference.theirs().map(ReconcileCommand::there).orElse("-"));
  }

  private static String here(BookEntry ours) {
    return "%s %s, order %s, %s%s"
        .formatted(
            StatusWords.of(Transaction.Kind.DEBIT, ours.status()),
            ours.amount(),
            ours.orderId(),
            ours.id(),
            ours.sentAt().map(at -> ", sent " + at).orElse(""));
  }

  private static String there(StatementEntry theirs) {
    return "%s %s, %s, %s, line %s"
        .formatted(
            words(theirs.state()),
            theirs.amount(),
            theirs.providerReference().isEmpty() ? "no name" : theirs.providerReference(),
            theirs.at(),
            theirs.line());
  }

  private static String total(Report.@Nullable Total total) {
    if (total == null) {
      return "0";
    }
    return total.count()
        + total.amounts().values().stream()
            .map(Money::toString)
            .collect(Collectors.joining(" + ", " (", ")"));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
