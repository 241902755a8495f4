package org.batua.gateway.http;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// The `version` header: a date that chooses which fields an answer has. Without it the newest.
public record ApiVersion(Optional<LocalDate> date) {
  public static final ApiVersion NEWEST = new ApiVersion(Optional.empty());

  private static final int LENGTH = 10;

  static ApiVersion parse(String header) {
    try {
      if (header.length() == LENGTH) {
        return new ApiVersion(Optional.of(LocalDate.parse(header)));
      }
    } catch (DateTimeParseException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static Rejected malformed() {
    return new Rejected(new Rejection.InvalidField("version", "must be a date, as 2023-06-30"));
  }

  public boolean isAtLeast(LocalDate introduced) {
    return date.map(asked -> !asked.isBefore(introduced)).orElse(true);
  }
}
