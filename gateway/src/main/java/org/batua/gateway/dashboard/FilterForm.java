package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Map;
import org.batua.gateway.operator.SavedViewStore;

/// What the form above a list offers.
///
/// @param list its name in the address, as `payments`
/// @param statuses that its rows may have
/// @param given the filters as the address has them
/// @param views that the operator kept of this list
public record FilterForm(
    String list,
    List<String> statuses,
    List<Account> accounts,
    Map<String, String> given,
    List<SavedViewStore.SavedView> views) {
  /// How long something may be open, in minutes: 0 is all that is open.
  public static final List<String> OPEN_FOR = List.of("0", "10", "60", "360", "1440");

  /// A provider account by its names.
  public record Account(String id, String name) {}

  public String value(String filter) {
    return given.getOrDefault(filter, "");
  }

  public boolean isChosen(String filter, String value) {
    return value.equals(given.get(filter));
  }

  /// Whether the rows are those that are open, longest first.
  public boolean isOfOpen() {
    return given.containsKey("open");
  }
}
