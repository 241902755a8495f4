package org.batua.gateway.connector;

import java.util.HashSet;
import java.util.Set;

/// Which fields of a provider's messages the record of a call may show. Every other value is
/// hidden: a field that is new is a secret until its connector says otherwise.
///
/// @param shown in full
/// @param masked by their last four characters, as mobile numbers
/// @param encoded JSON in base64, whose own fields are treated alike
public record RecordedFields(Set<String> shown, Set<String> masked, Set<String> encoded) {
  public static final RecordedFields NONE = new RecordedFields(Set.of(), Set.of(), Set.of());

  public RecordedFields {
    shown = Set.copyOf(shown);
    masked = Set.copyOf(masked);
    encoded = Set.copyOf(encoded);
    var both = new HashSet<>(shown);
    both.retainAll(masked);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "recorded fields: " + both + " (expected: shown or masked)");
    }
  }

  public static RecordedFields show(String... names) {
    return new RecordedFields(Set.of(names), Set.of(), Set.of());
  }

  public RecordedFields mask(String... names) {
    return new RecordedFields(shown, Set.of(names), encoded);
  }

  public RecordedFields decode(String... names) {
    return new RecordedFields(shown, masked, Set.of(names));
  }

  /// These and others.
  public RecordedFields and(RecordedFields others) {
    return new RecordedFields(
        union(shown, others.shown), union(masked, others.masked), union(encoded, others.encoded));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
