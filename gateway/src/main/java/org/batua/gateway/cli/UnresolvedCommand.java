package org.batua.gateway.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.lookup.Hit;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.resolution.Transaction;
import org.batua.gateway.resolution.TransactionStore;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists transactions with an open outcome, and sets the outcome of those in manual review.
@Command(
    name = "unresolved",
    description = "List transactions with an open outcome, and settle those in manual review.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class UnresolvedCommand {
  private static final int LIST_MAX = 1000;
  private static final String ROW = "%-36s  %-6s  %-13s  %15s  %7s  %-20s  %s  %-10s  %s";

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "list",
      description = "List txns, refunds and top-ups in manual review, oldest first.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ConfigOptions options,
      @Option(names = "--all", description = "Also those that the resolver still checks.")
          boolean all) {
    return Session.run(
        options.read(),
        gateway -> {
          var open = all ? TransactionStore.Open.ALL : TransactionStore.Open.NEEDS_PERSON;
          var found = gateway.transactions().open(open, LIST_MAX);
          if (found.isEmpty()) {
            say(all ? "nothing is open" : "nothing waits for a person");
            return 0;
          }
          var now = Instant.now();
          say(
              ROW.formatted(
                  "ID",
                  "KIND",
                  "STATUS",
                  "AMOUNT",
                  "AGE",
                  "MERCHANT/ORDER",
                  "%-26s".formatted("REFERENCE"),
                  "GATEWAY",
                  "WHY"));
          found.forEach(one -> say(row(one, now)));
          if (found.size() == LIST_MAX) {
            say("the oldest " + LIST_MAX + " are shown; there may be more");
          }
          return 0;
        });
  }

  private static String row(Transaction one, Instant now) {
    return ROW.formatted(
        one.id(),
        one.kind().name().toLowerCase(Locale.ROOT),
        StatusWords.of(one.kind(), one.status()),
        one.amount(),
        brief(Duration.between(one.createdAt(), now)),
        one.merchant() + "/" + one.orderId(),
        one.reference(),
        one.gateway(),
        why(one) + one.nextCheck().map(at -> "; next check " + due(at, now)).orElse(""));
  }

  private static String why(Transaction one) {
    return one.error().isEmpty() ? one.cause() : one.error() + ": " + one.cause();
  }

  private static String due(Instant at, Instant now) {
    return at.isAfter(now)
        ? "in " + brief(Duration.between(now, at))
        : "due for " + brief(Duration.between(at, now));
  }

  /// Its largest two units, as `3d 4h` or `45s`.
  static String brief(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + "d " + time.toHoursPart() + "h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + "h " + time.toMinutesPart() + "m";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + "m " + time.toSecondsPart() + "s"
        : time.toSeconds() + "s";
  }

  @Command(
      name = "show",
      description = "Print the history of a txn, refund or top-up.",
      mixinStandardHelpOptions = true)
  int show(@Mixin ConfigOptions options, @Parameters(paramLabel = "ID") String id) {
    return Session.run(
        options.read(),
        gateway -> {
          for (var own : own(gateway, id)) {
            show(gateway, gateway.transactions().find(own).orElseThrow(() -> unknown(own)));
          }
          return 0;
        });
  }

  /// Our ids of what anybody may quote: an order's id stands for its payments and refunds.
  private static List<String> own(Gateway gateway, String quoted) {
    if (gateway.transactions().find(quoted).isPresent()) {
      return List.of(quoted);
    }
    Set<String> ids = new LinkedHashSet<>();
    for (var merchant : gateway.merchants().all()) {
      for (var hit : gateway.dashboard().finder().find(merchant.id(), quoted)) {
        if (hit.kind() == Hit.Kind.TOPUP) {
          ids.add(hit.id());
        } else if (!hit.order().isEmpty()) {
          gateway
              .dashboard()
              .lookups()
              .story(merchant.id(), hit.order())
              .ifPresent(story -> story.parts().forEach(part -> ids.add(part.id())));
        }
      }
    }
    if (ids.isEmpty()) {
      throw unknown(quoted);
    }
    return List.copyOf(ids);
  }

  private void show(Gateway gateway, Transaction found) {
    say(
        found.kind().name().toLowerCase(Locale.ROOT)
            + " "
            + found.id()
            + ": "
            + StatusWords.of(found.kind(), found.status()));
    field("merchant", found.merchant().value());
    field("order", found.orderId());
    field("gateway", found.gateway().code());
    field("amount", found.amount().toString());
    field("our reference", found.reference().value());
    field("theirs", found.providerReference());
    field("error", found.error());
    found.nextCheck().ifPresent(at -> field("next check", at.toString()));
    gateway.transactions().story(found).stream()
        .filter(step -> !StatusWords.isWithinOne(found.kind(), step))
        .forEach(step -> say(line(found.kind(), step)));
  }

  private void field(String name, String value) {
    say("  %-14s %s".formatted(name, value.isEmpty() ? "-" : value));
  }

  private static String line(Transaction.Kind kind, Transaction.Step step) {
    var provider = (step.providerCode() + " " + step.providerMessage()).strip();
    return "%-24s  %s by %s: %s%s"
        .formatted(
            step.at().truncatedTo(ChronoUnit.MILLIS),
            step.from().map(from -> StatusWords.of(kind, from) + " -> ").orElse("")
                + StatusWords.of(kind, step.to()),
            step.actor(),
            step.cause(),
            provider.isEmpty() ? "" : " [provider: " + provider + "]");
  }

  @Command(
      name = "settle",
      description = {
        "Set the outcome of a txn, refund or top-up in manual review.",
        "Order, journal and history follow in one commit, which cannot be undone."
      },
      mixinStandardHelpOptions = true)
  int settle(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Parameters(
              paramLabel = "ENDING",
              description =
                  "A txn: charged or declined. A refund: succeeded or declined."
                      + " A top-up: succeeded or failed.")
          String ending,
      @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who says so.")
          String name,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "The evidence, for the history.")
          String reason,
      @Option(
              names = "--provider-reference",
              paramLabel = "REF",
              description = "The provider's id of the transaction, where it was not known.")
          @Nullable String providerReference) {
    var ruling =
        new ReviewDecision(name, reason, Optional.ofNullable(providerReference).orElse(""));
    return Session.run(
        options.read(),
        gateway -> {
          switch (settle(gateway, id, ending, ruling)) {
            case ReviewDecision.Effect.Settled _ -> say(id + " is settled: " + ending);
            case ReviewDecision.Effect.NoSuchMovement _ -> throw unknown(id);
            case ReviewDecision.Effect.NotWaiting(var found) ->
                throw new IllegalArgumentException(
                    id
                        + ": "
                        + StatusWords.of(found.kind(), found.status())
                        + " (expected: NEEDS_PERSON; nothing else is settled here)");
          }
          return 0;
        });
  }

  private static ReviewDecision.Effect settle(
      Gateway gateway, String id, String word, ReviewDecision ruling) {
    var kind = gateway.transactions().find(id).orElseThrow(() -> unknown(id)).kind();
    return gateway.manualReview().settle(id, ending(gateway.manualReview(), kind, word), ruling);
  }

  private static ManualReview.Ending ending(
      ManualReview manualReview, Transaction.Kind kind, String word) {
    return Arrays.stream(ManualReview.Ending.values())
        .filter(one -> manualReview.word(kind, one).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ending: "
                        + word
                        + " (expected one of: "
                        + Arrays.stream(ManualReview.Ending.values())
                            .map(one -> manualReview.word(kind, one))
                            .toList()
                        + ")"));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException(
        id + ": unknown (expected: an id of ./batua unresolved list --all)");
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
