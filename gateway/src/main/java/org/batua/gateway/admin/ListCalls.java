package org.batua.gateway.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.http.Answer;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's lists: orders, payments, refunds, top-ups, second charges, late successes.
final class ListCalls {
  private static final int ROWS_MAX = 100;

  private final LookupStore orders;
  private final ListStore lists;
  private final InstantSource clock;

  ListCalls(LookupStore orders, ListStore lists, InstantSource clock) {
    this.orders = orders;
    this.lists = lists;
    this.clock = clock;
  }

  /// @param path of a merchant
  List<Operation> operations(String path) {
    var read = Permission.PAYMENTS_READ;
    return List.of(
        new Operation(
            "GET",
            path + "/orders",
            read,
            call ->
                slice(
                    "orders",
                    orders.orders(call.at(), filter(call), place(call), ROWS_MAX),
                    AdminJson::write)),
        new Operation(
            "GET",
            path + "/payments",
            read,
            call ->
                slice(
                    "payments",
                    lists.payments(call.at(), filter(call), place(call), ROWS_MAX),
                    AdminJson::write)),
        new Operation(
            "GET",
            path + "/refunds",
            read,
            call ->
                slice(
                    "refunds",
                    lists.refunds(call.at(), filter(call), place(call), ROWS_MAX),
                    AdminJson::write)),
        new Operation(
            "GET",
            path + "/topups",
            read,
            call ->
                slice(
                    "topups",
                    lists.topups(call.at(), filter(call), place(call), ROWS_MAX),
                    AdminJson::write)),
        new Operation(
            "GET",
            path + "/second-charges",
            read,
            call ->
                slice(
                    "payments",
                    lists.secondCharges(call.at(), place(call), ROWS_MAX),
                    AdminJson::write)),
        new Operation(
            "GET",
            path + "/late-successes",
            read,
            call ->
                slice(
                    "payments",
                    lists.lateSuccesses(call.at(), place(call), ROWS_MAX),
                    AdminJson::write)));
  }

  private ListFilter filter(AdminCall call) {
    return filter(call, clock.instant());
  }

  /// The filters of a list; one that cannot be read is refused.
  static ListFilter filter(AdminCall call, Instant now) {
    try {
      return ListFilter.parse(name -> call.text(name).orElse(""), now);
    } catch (IllegalArgumentException e) {
      throw AdminAnswers.invalid(e);
    }
  }

  private static Slice.Place place(AdminCall call) {
    return Slice.Place.read(call.text("before").orElse(""));
  }

  private static <T> Answer slice(String name, Slice<T> slice, Function<T, ObjectNode> write) {
    var json = Answer.object();
    var rows = json.putArray(name);
    slice.rows().forEach(it -> rows.add(write.apply(it)));
    slice.next().ifPresent(it -> json.put("next", it.written()));
    return Answer.ok(json);
  }
}
