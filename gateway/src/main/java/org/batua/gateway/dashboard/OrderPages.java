package org.batua.gateway.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.CustomerStory;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.ListedOrder;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OrderFilter;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.SavedViewStore;

/// Lists of orders, refunds and top-ups, an order with its story, a customer with wallets.
public final class OrderPages {
  private static final int ROWS = 50;
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  private static final int STORY_AUDIT_MAX = 100;
  private static final int REQUEST_BYTES = 8;

  private final LookupStore lookups;
  private final SignalStore signals;
  private final SavedViewStore views;
  private final Audit audit;
  private final Ids ids;
  private final Screens screens;

  OrderPages(
      LookupStore lookups,
      SignalStore signals,
      SavedViewStore views,
      Audit audit,
      Ids ids,
      Screens screens) {
    this.ids = ids;
    this.lookups = lookups;
    this.signals = signals;
    this.views = views;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/orders", Permission.PAYMENTS_READ, this::orders),
        DashboardRoute.getAt("/orders/{order}", Permission.PAYMENTS_READ, this::order),
        DashboardRoute.getAt(
            "/refunds", Permission.PAYMENTS_READ, visit -> listed(visit, "refunds")),
        DashboardRoute.getAt("/topups", Permission.PAYMENTS_READ, visit -> listed(visit, "topups")),
        DashboardRoute.getAt("/customers/{customer}", Permission.PAYMENTS_READ, this::customer),
        DashboardRoute.postAt(
            "/customers/{customer}/reveal", Permission.PERSONAL_READ, this::reveal));
  }

  /// A list with its filters.
  ///
  /// @param given the filters as the address has them
  /// @param next the address of the next slice; empty at the end
  public record Orders(
      List<ListedOrder> rows,
      Map<String, String> given,
      String next,
      boolean cutShort,
      String csv,
      List<SavedViewStore.SavedView> views) {}

  private Answer orders(Visit visit) {
    var filter = filter(visit);
    var slice = lookups.orders(visit.at(), filter, Slice.Place.read(visit.text("before")), ROWS);
    var given = given(visit);
    return screens.show(
        visit,
        "orders",
        new Orders(
            slice.rows(),
            given,
            next(visit, "/orders", given, slice.next()),
            slice.cutShort(),
            visit.link("/orders.csv") + Addresses.query(given),
            views.of(visit.operator(), visit.at())));
  }

  /// The filters of an address; what cannot be read asks for nothing.
  static OrderFilter filter(Visit visit) {
    return new OrderFilter(
        visit.text("status"),
        visit.text("gateway"),
        visit.text("error"),
        visit.text("customer"),
        minor(visit.text("min")).orElse(0L),
        minor(visit.text("max")).orElse(Long.MAX_VALUE),
        day(visit.text("from")).orElse(Instant.EPOCH),
        day(visit.text("to"))
            .map(it -> it.plus(java.time.Duration.ofDays(1)))
            .orElse(Slice.Place.TOP.at()));
  }

  static Map<String, String> given(Visit visit) {
    Map<String, String> given = new LinkedHashMap<>();
    for (var name : List.of("status", "gateway", "error", "customer", "min", "max", "from", "to")) {
      visit.given(name).ifPresent(it -> given.put(name, it));
    }
    return given;
  }

  private static Optional<Long> minor(String text) {
    return Money.parse(text, Money.INR).map(Money::minor);
  }

  private static Optional<Instant> day(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text).atStartOfDay(INDIA).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String next(
      Visit visit, String path, Map<String, String> given, Optional<Slice.Place> next) {
    if (next.isEmpty()) {
      return "";
    }
    Map<String, String> all = new LinkedHashMap<>(given);
    all.put("before", next.get().written());
    return visit.link(path) + Addresses.query(all);
  }

  /// An order's page.
  ///
  /// @param meaning what happened, as a key of the texts
  /// @param request makes the refund of this page's form one refund, however often it is sent
  public record Order(
      OrderStory story,
      Optional<CustomerStory> customer,
      List<TimelineRow> timeline,
      String request,
      String meaning) {}

  private Answer order(Visit visit) {
    var story =
        lookups
            .story(visit.at(), visit.path("order"))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    var customer =
        story.customer().isEmpty()
            ? Optional.<CustomerStory>empty()
            : lookups.customer(visit.at(), story.customer());
    var actions =
        audit.find(
            new AuditQuery(
                List.of(visit.at().value()),
                Optional.empty(),
                Optional.of(story.ref()),
                Optional.empty(),
                Long.MAX_VALUE,
                STORY_AUDIT_MAX));
    return screens.show(
        visit,
        "order",
        new Order(
            story,
            customer,
            TimelineRow.of(story, actions, signals.ofOrder(visit.at(), story.ref())),
            ids.hex(REQUEST_BYTES),
            Meaning.of(story)));
  }

  /// A list of refunds or of top-ups.
  ///
  /// @param next the address of the next slice; empty at the end
  public record Rows(
      String kind, List<Listed> rows, String status, String next, boolean cutShort) {}

  private Answer listed(Visit visit, String kind) {
    var status = visit.text("status");
    var before = Slice.Place.read(visit.text("before"));
    var slice =
        kind.equals("refunds")
            ? lookups.refunds(visit.at(), status, before, ROWS)
            : lookups.topups(visit.at(), status, before, ROWS);
    Map<String, String> given = status.isEmpty() ? Map.of() : Map.of("status", status);
    return screens.show(
        visit,
        "listed",
        new Rows(
            kind,
            slice.rows(),
            status,
            next(visit, "/" + kind, given, slice.next()),
            slice.cutShort()));
  }

  /// A customer's page.
  ///
  /// @param revealed whether number and address are shown in full
  public record CustomerPage(
      CustomerStory customer,
      List<ListedOrder> orders,
      List<TimelineRow> calls,
      boolean revealed) {}

  private Answer customer(Visit visit) {
    return customer(visit, /* revealed= */ false);
  }

  private Answer reveal(Visit visit) {
    audit.write(
        AuditEntry.Draft.of(
                visit.actor(), "personal data shown", visit.at().value(), visit.path("customer"))
            .by(Permission.PERSONAL_READ),
        AuditEntry.Outcome.DONE);
    return customer(visit, /* revealed= */ true);
  }

  private Answer customer(Visit visit, boolean revealed) {
    var found =
        lookups
            .customer(visit.at(), visit.path("customer"))
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    var ofCustomer =
        new OrderFilter(
            "", "", "", found.id(), 0, Long.MAX_VALUE, Instant.EPOCH, Slice.Place.TOP.at());
    var orders = lookups.orders(visit.at(), ofCustomer, Slice.Place.TOP, ROWS).rows();
    var calls = signals.ofCustomer(found.id()).stream().map(TimelineRow::of).toList();
    return screens.show(visit, "customer", new CustomerPage(found, orders, calls, revealed));
  }
}
