package org.batua.gateway.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.Slice;

/// The filters that the address of a list carries; what cannot be read asks for nothing.
final class Filters {
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  private static final List<String> NAMES =
      List.of(
          "status", "gateway", "account", "error", "customer", "min", "max", "from", "to", "open");

  private Filters() {}

  static ListFilter of(Visit visit, Instant now) {
    return new ListFilter(
        visit.text("status"),
        visit.text("gateway"),
        visit.text("account"),
        visit.text("error"),
        visit.text("customer"),
        minor(visit.text("min")).orElse(0L),
        minor(visit.text("max")).orElse(Long.MAX_VALUE),
        day(visit.text("from")).orElse(Instant.EPOCH),
        day(visit.text("to")).map(it -> it.plus(Duration.ofDays(1))).orElse(Slice.Place.TOP.at()),
        minutes(visit.text("open")).map(now::minus));
  }

  /// The filters as the address has them.
  static Map<String, String> given(Visit visit) {
    Map<String, String> given = new LinkedHashMap<>();
    for (var name : NAMES) {
      visit.given(name).ifPresent(it -> given.put(name, it));
    }
    return given;
  }

  /// The address of the next slice; empty at the end.
  static String next(
      Visit visit, String path, Map<String, String> given, Optional<Slice.Place> next) {
    if (next.isEmpty()) {
      return "";
    }
    Map<String, String> all = new LinkedHashMap<>(given);
    all.put("before", next.get().written());
    return visit.link(path) + Addresses.query(all);
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

  private static Optional<Duration> minutes(String text) {
    return text.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofMinutes(Long.parseLong(text)))
        : Optional.empty();
  }
}
