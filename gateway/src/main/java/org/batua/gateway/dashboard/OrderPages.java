package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.CustomerStory;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.ListedOrder;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Permission;

/// The list of orders, an order with its story, a customer with wallets.
public final class OrderPages {
  private static final int ROWS = 50;
  private static final int UNREADABLE = 422;
  private static final int STORY_AUDIT_MAX = 100;
  private static final int REQUEST_BYTES = 8;

  private final LookupStore lookups;
  private final SignalStore signals;
  private final FilterForms forms;
  private final Audit audit;
  private final Ids ids;
  private final Screens screens;

  OrderPages(
      LookupStore lookups,
      SignalStore signals,
      FilterForms forms,
      Audit audit,
      Ids ids,
      Screens screens) {
    this.ids = ids;
    this.lookups = lookups;
    this.signals = signals;
    this.forms = forms;
    this.audit = audit;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt("/orders", Permission.PAYMENTS_READ, this::orders),
        DashboardRoute.getAt("/orders/{order}", Permission.PAYMENTS_READ, this::order),
        DashboardRoute.getAt("/customers/{customer}", Permission.PAYMENTS_READ, this::customer),
        DashboardRoute.postAt(
            "/customers/{customer}/reveal", Permission.PERSONAL_READ, this::reveal));
  }

  /// A list with its filters.
  ///
  /// @param next the address of the next slice; empty at the end
  public record Orders(
      List<ListedOrder> rows, FilterForm form, String next, boolean cutShort, String csv) {}

  private Answer orders(Visit visit) {
    var form = forms.of(visit, "orders");
    ListFilter filter;
    try {
      filter = Filters.of(visit, screens.now());
    } catch (IllegalArgumentException e) {
      var nothing = new Orders(List.of(), form, "", /* cutShort= */ false, "");
      return screens.show(visit, UNREADABLE, "orders", nothing, String.valueOf(e.getMessage()));
    }
    var slice = lookups.orders(visit.at(), filter, Slice.Place.read(visit.text("before")), ROWS);
    return screens.show(
        visit,
        "orders",
        new Orders(
            slice.rows(),
            form,
            Filters.next(visit, "/orders", form.given(), slice.next()),
            slice.cutShort(),
            visit.link("/orders.csv") + Addresses.query(form.given())));
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
        audit
            .find(
                new AuditQuery(
                    visit.at().value(),
                    Optional.empty(),
                    Optional.of(story.ref()),
                    Optional.empty(),
                    Long.MAX_VALUE,
                    STORY_AUDIT_MAX))
            .rows();
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
    var orders =
        lookups.orders(visit.at(), ListFilter.ofCustomer(found.id()), Slice.Place.TOP, ROWS).rows();
    var calls = signals.ofCustomer(found.id()).stream().map(TimelineRow::of).toList();
    return screens.show(visit, "customer", new CustomerPage(found, orders, calls, revealed));
  }
}
