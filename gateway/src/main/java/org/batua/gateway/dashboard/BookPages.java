package org.batua.gateway.dashboard;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.export.Csv;
import org.batua.gateway.export.Lines;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.reconcile.Difference;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.reconcile.Report;

/// What finance takes home: lists as CSV, and the books beside a provider's statement.
public final class BookPages {
  private static final int EXPORTED_MAX = 20_000;
  private static final int SLICE = 1_000;
  private static final int SHOWN_MAX = 500;
  private static final int MAPPING_LENGTH_MAX = 16_384;

  private final LookupStore lookups;
  private final Reconciliation reconciliation;
  private final ProviderAccounts accounts;
  private final Audit audit;
  private final Screens screens;

  BookPages(
      LookupStore lookups,
      Reconciliation reconciliation,
      ProviderAccounts accounts,
      Audit audit,
      Screens screens) {
    this.lookups = lookups;
    this.reconciliation = reconciliation;
    this.accounts = accounts;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/orders.csv", Permission.BOOKS_READ, this::export),
        DashboardRoute.getAt("/reconcile", Permission.BOOKS_READ, visit -> form(visit, "")),
        DashboardRoute.postAt("/reconcile", Permission.BOOKS_READ, this::reconcile).takingFiles(),
        DashboardRoute.postAt("/reconcile/mapping", Permission.BOOKS_READ, this::keepMapping));
  }

  private Answer export(Visit visit) {
    ListFilter filter;
    try {
      filter = Filters.of(visit, screens.now());
    } catch (IllegalArgumentException e) {
      var back = new ActionPages.NotDone(visit.link("/orders"));
      return screens.show(visit, 422, "notdone", back, String.valueOf(e.getMessage()));
    }
    var text = new StringBuilder();
    text.append(Lines.ORDERS_HEADING);
    var place = Optional.of(Slice.Place.TOP);
    for (int rows = 0; rows < EXPORTED_MAX && place.isPresent(); ) {
      var slice = lookups.orders(visit.at(), filter, place.get(), SLICE);
      slice.rows().forEach(it -> text.append(Lines.of(it)));
      rows += Math.max(SLICE, slice.rows().size());
      place = slice.next();
    }
    written(visit, "orders exported", Filters.given(visit).toString());
    return Answer.text(Csv.TYPE, text.toString())
        .with("Content-Disposition", "attachment; filename=\"orders.csv\"")
        .with("X-Content-Type-Options", "nosniff");
  }

  /// What was compared with what, and what came of it.
  ///
  /// @param report empty before the first comparison
  /// @param mappings how the statements of the merchant's gateways are read
  public record Compared(
      String gateway,
      String reference,
      String from,
      String to,
      Optional<Outcome> report,
      List<Reconciliation.Mapping> mappings) {}

  /// A comparison in words.
  public record Outcome(boolean isEqual, List<Total> totals, List<Row> rows, boolean cut) {}

  /// One kind of difference.
  public record Total(String kind, long count, String amounts) {}

  /// One difference.
  public record Row(String kind, String transaction, String name, String here, String there) {}

  private Answer form(Visit visit, String notice) {
    return show(visit, notice.isEmpty() ? 200 : 422, Optional.empty(), notice);
  }

  private Answer show(Visit visit, int status, Optional<Outcome> outcome, String notice) {
    var model =
        new Compared(
            visit.text("gateway"),
            visit.text("reference"),
            visit.text("from"),
            visit.text("to"),
            outcome,
            mappings(visit));
    return screens.show(visit, status, "reconcile", model, notice);
  }

  /// Of the gateways that the merchant has an account at.
  private List<Reconciliation.Mapping> mappings(Visit visit) {
    return accounts.of(visit.at()).stream()
        .map(it -> it.account().gateway())
        .distinct()
        .sorted(Comparator.comparing(GatewayCode::code))
        .map(it -> reconciliation.mapping(visit.at(), it))
        .toList();
  }

  private Answer keepMapping(Visit visit) {
    var gateway = GatewayCode.parse(visit.text("gateway"));
    if (gateway.isEmpty()) {
      return form(visit, "STATEMENT");
    }
    var text = visit.request().params().prose("mapping", MAPPING_LENGTH_MAX).orElse("");
    try {
      reconciliation.keepMapping(visit.at(), gateway.get(), text);
    } catch (IllegalArgumentException e) {
      return form(visit, String.valueOf(e.getMessage()));
    }
    written(visit, "statement mapping changed", gateway.get().code());
    return Answer.seeOther(visit.link("/reconcile"));
  }

  private Answer reconcile(Visit visit) {
    var gateway = GatewayCode.parse(visit.text("gateway"));
    var statement = visit.request().params().upload("statement");
    if (gateway.isEmpty() || statement.isEmpty()) {
      return form(visit, "STATEMENT");
    }
    try {
      var from = LocalDate.parse(visit.text("from"));
      var to = LocalDate.parse(visit.text("to"));
      var report =
          reconciliation.compare(
              new Reconciliation.Upload(
                  visit.at(),
                  gateway.get(),
                  visit.given("reference"),
                  new Reconciliation.Days(from, to)),
              statement.get());
      written(visit, "reconciled", gateway.get() + " " + from + " to " + to);
      return show(visit, 200, Optional.of(outcome(report)), "");
    } catch (DateTimeParseException e) {
      return form(visit, "DAYS");
    } catch (IllegalArgumentException e) {
      return form(visit, Optional.ofNullable(e.getMessage()).orElse("STATEMENT"));
    }
  }

  private static Outcome outcome(Report report) {
    List<Total> totals = new ArrayList<>();
    report
        .totals()
        .forEach(
            (kind, total) ->
                totals.add(
                    new Total(
                        kind.name(),
                        total.count(),
                        total.amounts().values().stream()
                            .map(Money::toString)
                            .collect(Collectors.joining(" + ")))));
    var rows = report.differences().stream().limit(SHOWN_MAX).map(BookPages::row).toList();
    return new Outcome(report.isEqual(), totals, rows, rows.size() < report.differences().size());
  }

  private static Row row(Difference difference) {
    return new Row(
        difference.kind().name(),
        difference.transaction().name(),
        difference.name().toString(),
        difference
            .ours()
            .map(it -> it.status() + " " + it.amount() + ", order " + it.orderId())
            .orElse("–"),
        difference
            .theirs()
            .map(it -> it.state() + " " + it.amount() + ", " + it.providerReference())
            .orElse("–"));
  }

  private void written(Visit visit, String action, String detail) {
    audit.write(
        AuditEntry.Draft.of(visit.actor(), action, visit.at().value(), "")
            .by(Permission.BOOKS_READ)
            .detail(detail),
        AuditEntry.Outcome.DONE);
  }
}
