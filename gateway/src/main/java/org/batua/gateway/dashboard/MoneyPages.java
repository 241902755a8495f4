package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.lookup.UnexpectedCharge;
import org.batua.gateway.operator.Permission;

/// Lists of payments, refunds and top-ups, and of the payments that came in beside the usual:
/// second charges and late successes.
public final class MoneyPages {
  private static final int ROWS = 50;
  private static final int UNREADABLE = 422;

  private final ListStore lists;
  private final FilterForms forms;
  private final Screens screens;

  MoneyPages(ListStore lists, FilterForms forms, Screens screens) {
    this.lists = lists;
    this.forms = forms;
    this.screens = screens;
  }

  List<DashboardRoute> routes() {
    return List.of(
        DashboardRoute.getAt(
            "/payments",
            Permission.PAYMENTS_READ,
            visit -> listed(visit, "payments", "PAYMENTS", lists::payments)),
        DashboardRoute.getAt(
            "/refunds",
            Permission.PAYMENTS_READ,
            visit -> listed(visit, "refunds", "REFUNDS", lists::refunds)),
        DashboardRoute.getAt(
            "/topups",
            Permission.PAYMENTS_READ,
            visit -> listed(visit, "topups", "TOPUPS", lists::topups)),
        DashboardRoute.getAt(
            "/second-charges",
            Permission.PAYMENTS_READ,
            visit -> unexpected(visit, "second-charges", lists::secondCharges)),
        DashboardRoute.getAt(
            "/late-successes",
            Permission.PAYMENTS_READ,
            visit -> unexpected(visit, "late-successes", lists::lateSuccesses)));
  }

  @FunctionalInterface
  private interface Filtered {
    Slice<Listed> read(MerchantId merchant, ListFilter filter, Slice.Place before, int limit);
  }

  @FunctionalInterface
  private interface Unexpected {
    Slice<UnexpectedCharge> read(MerchantId merchant, Slice.Place before, int limit);
  }

  /// A list with its filters.
  ///
  /// @param exportKind what an export of it is called
  /// @param next the address of the next slice; empty at the end
  public record Rows(
      FilterForm form, String exportKind, List<Listed> rows, String next, boolean cutShort) {}

  private Answer listed(Visit visit, String list, String exportKind, Filtered read) {
    var form = forms.of(visit, list);
    ListFilter filter;
    try {
      filter = Filters.of(visit, screens.now());
    } catch (IllegalArgumentException e) {
      var nothing = new Rows(form, exportKind, List.of(), "", /* cutShort= */ false);
      return screens.show(visit, UNREADABLE, "listed", nothing, String.valueOf(e.getMessage()));
    }
    var slice = read.read(visit.at(), filter, Slice.Place.read(visit.text("before")), ROWS);
    return screens.show(
        visit,
        "listed",
        new Rows(
            form,
            exportKind,
            slice.rows(),
            Filters.next(visit, "/" + list, form.given(), slice.next()),
            slice.cutShort()));
  }

  /// Payments that came in beside the usual.
  ///
  /// @param list `second-charges` or `late-successes`
  /// @param next the address of the next slice; empty at the end
  public record Unforeseen(String list, List<UnexpectedCharge> rows, String next) {}

  private Answer unexpected(Visit visit, String list, Unexpected read) {
    var slice = read.read(visit.at(), Slice.Place.read(visit.text("before")), ROWS);
    return screens.show(
        visit,
        "unexpected",
        new Unforeseen(
            list, slice.rows(), Filters.next(visit, "/" + list, Map.of(), slice.next())));
  }
}
