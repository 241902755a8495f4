package org.batua.gateway.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.Money;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.operator.Permission;
import tools.jackson.databind.node.ObjectNode;

/// The admin API's lists: orders, payments, refunds, top-ups, second charges, late successes.
final class ListCalls {
  private static final int ROWS_MAX = 100;
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

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
    return new ListFilter(
        call.text("status").orElse(""),
        call.text("gateway").orElse(""),
        call.text("account").orElse(""),
        call.text("error").orElse(""),
        call.text("customer").orElse(""),
        minor(call, "min").orElse(0L),
        minor(call, "max").orElse(Long.MAX_VALUE),
        day(call, "from").orElse(Instant.EPOCH),
        day(call, "to").map(it -> it.plus(Duration.ofDays(1))).orElse(Slice.Place.TOP.at()),
        call.text("open")
            .filter(it -> !it.isEmpty())
            .map(
                it ->
                    Optional.of(it)
                        .filter(text -> text.matches("[0-9]{1,6}"))
                        .map(Long::valueOf)
                        .orElseThrow(
                            () -> Params.invalid("open", "must be minutes, at most 999999")))
            .map(it -> now.minus(Duration.ofMinutes(it))));
  }

  private static Optional<Long> minor(AdminCall call, String name) {
    return call.text(name)
        .filter(it -> !it.isEmpty())
        .map(
            it ->
                Money.parse(it, Money.INR)
                    .map(Money::minor)
                    .orElseThrow(() -> Params.invalid(name, "must be as 10 or 10.50")));
  }

  private static Optional<Instant> day(AdminCall call, String name) {
    try {
      return call.text(name)
          .filter(it -> !it.isEmpty())
          .map(it -> LocalDate.parse(it).atStartOfDay(INDIA).toInstant());
    } catch (DateTimeParseException e) {
      throw Params.invalid(name, "must be a day as 2026-11-29");
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
