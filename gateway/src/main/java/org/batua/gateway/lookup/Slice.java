package org.batua.gateway.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Some rows of a list, newest first.
///
/// @param next where the next slice begins; empty at the end of the list
/// @param cutShort whether the next slice begins after rows that were looked at and do not match
public record Slice<T>(List<T> rows, Optional<Place> next, boolean cutShort) {
  public Slice {
    rows = List.copyOf(rows);
  }

  /// A position between two rows, as a URL carries it.
  public record Place(Instant at, String id) {
    /// Before the newest row.
    public static final Place TOP = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");

    public String written() {
      return at.getEpochSecond() + "." + at.getNano() / 1000 + "." + id;
    }

    /// Parses the text of [#written()]; anything else is the top.
    public static Place read(String text) {
      var parts = text.split("\\.", 3);
      try {
        return parts.length < 3
            ? TOP
            : new Place(
                Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1000),
                parts[2]);
      } catch (NumberFormatException | java.time.DateTimeException e) {
        return TOP;
      }
    }
  }
}
