package org.batua.gateway.dashboard;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.Slice;

/// The filters that the address of a list carries.
final class Filters {
  private static final List<String> NAMES =
      List.of(
          "status", "gateway", "account", "error", "customer", "min", "max", "from", "to", "open");

  private Filters() {}

  /// What the address asks for.
  ///
  /// @throws IllegalArgumentException as `name: why`, where a filter cannot be read
  static ListFilter of(Visit visit, Instant now) {
    return ListFilter.parse(visit::text, now);
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
}
