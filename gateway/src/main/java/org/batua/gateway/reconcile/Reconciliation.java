package org.batua.gateway.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.resolution.Transaction;

/// Compares our books with a provider's statement.
public final class Reconciliation {
  private static final int LISTED_MAX = 10_000;
  private static final String MAPPING = "mapping";

  private final ReconcileStore store;
  private final Merchants merchants;
  private final ProviderAccounts accounts;
  private final InstantSource clock;

  public Reconciliation(
      ReconcileStore store, Merchants merchants, ProviderAccounts accounts, InstantSource clock) {
    this.store = store;
    this.merchants = merchants;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// What is to be compared with what.
  ///
  /// @param gatewayReferenceId the account that the statement is of; empty for all of the merchant
  /// @param from the first day, in UTC
  /// @param to the day after the last one
  /// @param mapping empty for the standard one
  public record Request(
      MerchantId merchant,
      GatewayCode gateway,
      Optional<String> gatewayReferenceId,
      LocalDate from,
      LocalDate to,
      Path statement,
      Optional<Path> mapping) {
    public Request {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("from: " + from + " (expected: before " + to + ")");
      }
    }
  }

  /// Whole days, the last one included, in the time zone of the statement's mapping.
  public record Days(LocalDate first, LocalDate last) {}

  /// A statement that was uploaded.
  ///
  /// @param gatewayReferenceId the account that it is of; empty for all of the merchant
  public record Upload(
      MerchantId merchant, GatewayCode gateway, Optional<String> gatewayReferenceId, Days days) {}

  /// As [#compare(Request)], with the mapping that the merchant keeps for the gateway.
  public Report compare(Upload upload, Path statement) {
    var kept = store.mapping(upload.merchant(), upload.gateway());
    var mapping =
        kept.map(text -> StatementMapping.parse(MAPPING, text))
            .orElseGet(StatementMapping::standard);
    var days = upload.days();
    var request =
        new Request(
            upload.merchant(),
            upload.gateway(),
            upload.gatewayReferenceId(),
            days.first(),
            days.last().plusDays(1),
            statement,
            Optional.empty());
    try {
      return compare(request, mapping, mapping.time().zone());
    } catch (IllegalArgumentException e) {
      // where it lies for the moment says nothing to who sent it
      var message = String.valueOf(e.getMessage()).replace("statement " + statement, "statement");
      throw new IllegalArgumentException(message, e);
    }
  }

  /// The same for a statement that is here as a text.
  public Report compare(Upload upload, String statement) {
    try {
      var file = Files.createTempFile("statement", ".csv");
      try {
        Files.writeString(file, statement);
        return compare(upload, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Compares, and remembers how many differences there were; changes nothing else.
  ///
  /// @throws IllegalArgumentException when the request, the mapping or the statement is wrong
  public Report compare(Request request) {
    var mapping =
        request.mapping().map(StatementMapping::read).orElseGet(StatementMapping::standard);
    return compare(request, mapping, ZoneOffset.UTC);
  }

  private Report compare(Request request, StatementMapping mapping, ZoneId zone) {
    var question =
        new Question(
            accountsOf(request),
            request.from().atStartOfDay(zone).toInstant(),
            request.to().atStartOfDay(zone).toInstant(),
            mapping.refundsNamedBy());
    var counting = new Counting();
    try (var lines = StatementReader.open(request.statement(), mapping)) {
      store.compare(question, lines, counting::add);
    }
    var report = counting.report();
    store.remember(
        new ReconciliationRun(
            request.merchant(),
            request.gateway(),
            request.gatewayReferenceId().orElse(""),
            request.from(),
            request.to(),
            report.totals(),
            clock.instant()));
    return report;
  }

  /// How the merchant's uploads of the gateway's statements are read, as YAML.
  ///
  /// @param isOwn whether the merchant keeps one; else it is the standard one
  public record Mapping(GatewayCode gateway, String text, boolean isOwn) {}

  public Mapping mapping(MerchantId merchant, GatewayCode gateway) {
    var own = store.mapping(merchant, gateway);
    return new Mapping(gateway, own.orElseGet(StatementMapping::standardText), own.isPresent());
  }

  /// Keeps a mapping for the gateway's statements; an empty one restores the standard one.
  ///
  /// @throws IllegalArgumentException naming what is wrong in it and the expectation
  public void keepMapping(MerchantId merchant, GatewayCode gateway, String text) {
    if (text.isBlank()) {
      store.removeMapping(merchant, gateway);
      return;
    }
    var _ = StatementMapping.parse(MAPPING, text);
    store.putMapping(merchant, gateway, text, clock.instant());
  }

  private List<String> accountsOf(Request request) {
    var merchant = request.merchant();
    if (merchants.find(merchant).isEmpty()) {
      throw new IllegalArgumentException(
          "merchant " + merchant + ": unknown (expected: one of ./batua merchant list)");
    }
    var asked = request.gatewayReferenceId();
    var ids =
        accounts.of(merchant).stream()
            .filter(one -> one.account().gateway().equals(request.gateway()))
            .filter(one -> asked.isEmpty() || one.gatewayReferenceId().equals(asked))
            .map(MerchantAccount::account)
            .map(account -> account.id())
            .toList();
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "gateway %s%s: no such account (expected: one of ./batua gateway list %s)"
              .formatted(
                  request.gateway(),
                  asked.map(name -> ", reference " + name).orElse(""),
                  merchant));
    }
    return ids;
  }

  /// Adds up what is found.
  private static final class Counting {
    private final List<Difference> listed = new ArrayList<>();
    private final Map<Difference.Kind, Report.Total> totals = new EnumMap<>(Difference.Kind.class);
    private final Map<Transaction.Kind, Report.Total> booked =
        new EnumMap<>(Transaction.Kind.class);
    private final Map<Transaction.Kind, Report.Total> moved = new EnumMap<>(Transaction.Kind.class);
    private long openWithBoth;
    private long ofAnother;

    void add(ReconcileStore.Found found) {
      switch (found) {
        case ReconcileStore.Found.Same(var group) -> add(group);
        case ReconcileStore.Found.OfAnother _ -> ofAnother++;
      }
    }

    private void add(MatchGroup group) {
      for (var ours : group.ours()) {
        if (ours.time() == Time.WITHIN && ours.state() == MoneyState.MOVED) {
          plus(booked, group.kind(), ours.amount());
        }
      }
      for (var theirs : group.theirs()) {
        if (theirs.time() == Time.WITHIN && theirs.state() == MoneyState.MOVED) {
          plus(moved, group.kind(), theirs.amount());
        }
      }
      var differences = Comparison.differences(group);
      openWithBoth += stillOpen(group, differences);
      for (var difference : differences) {
        plus(totals, difference.kind(), difference.atStake());
        if (listed.size() < LISTED_MAX) {
          listed.add(difference);
        }
      }
    }

    private static long stillOpen(MatchGroup group, List<Difference> differences) {
      return group.ours().stream()
          .filter(ours -> ours.time() == Time.WITHIN && ours.state() == MoneyState.OPEN)
          .filter(ours -> differences.stream().noneMatch(it -> it.ours().equals(Optional.of(ours))))
          .count();
    }

    private static <K> void plus(Map<K, Report.Total> totals, K kind, Money amount) {
      totals.merge(kind, Report.Total.NONE.plus(amount), (sum, _) -> sum.plus(amount));
    }

    Report report() {
      return new Report(listed, totals, booked, moved, openWithBoth, ofAnother);
    }
  }
}
