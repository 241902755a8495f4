package org.batua.gateway.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.batua.gateway.merchant.MerchantAccount;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.SavedViewStore;
import org.batua.gateway.operator.SavedViewStore.SavedView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.order.RefundStatus;

/// Makes the forms above the lists.
final class FilterForms {
  private static final String ORDERS = "orders";
  private static final Map<String, List<String>> STATUSES =
      Map.of(
          ORDERS,
          List.of(
              "CHARGED",
              "DECLINED",
              "NOT_SENT",
              "UNKNOWN",
              "PENDING",
              "SENDING",
              "MANUAL_REVIEW",
              "PRESUMED_FAILED",
              "NEW"),
          "payments",
          names(PaymentStatus.values()),
          "refunds",
          names(RefundStatus.values()),
          "topups",
          List.of(
              "SUCCEEDED",
              "FAILED",
              "NEW",
              "OPENED",
              "UNKNOWN",
              "PENDING",
              "MANUAL_REVIEW",
              "PRESUMED_FAILED"));

  private final ProviderAccounts accounts;
  private final SavedViewStore views;

  FilterForms(ProviderAccounts accounts, SavedViewStore views) {
    this.accounts = accounts;
    this.views = views;
  }

  private static List<String> names(Enum<?>[] statuses) {
    return Arrays.stream(statuses).map(Enum::name).toList();
  }

  /// The form above a list.
  ///
  /// @param list as `payments`
  FilterForm of(Visit visit, String list) {
    return new FilterForm(
        list,
        STATUSES.getOrDefault(list, List.of()),
        accounts.of(visit.at()).stream().map(FilterForms::account).toList(),
        Filters.given(visit),
        views.of(visit.operator(), visit.at()).stream()
            .map(FilterForms::withList)
            .filter(it -> it.query().equals(list) || it.query().startsWith(list + "?"))
            .toList());
  }

  /// The list that a form names; orders when it names none that there is.
  static String list(Visit visit) {
    var list = visit.text("list");
    return STATUSES.containsKey(list) ? list : ORDERS;
  }

  /// What was kept before there were views of other lists is of orders.
  private static SavedView withList(SavedView view) {
    boolean isOfBefore = view.query().isEmpty() || view.query().startsWith("?");
    return isOfBefore ? new SavedView(view.name(), ORDERS + view.query()) : view;
  }

  private static FilterForm.Account account(MerchantAccount account) {
    return new FilterForm.Account(
        account.account().id(),
        account.account().gateway() + account.gatewayReferenceId().map(it -> " " + it).orElse(""));
  }
}
