package org.batua.gateway.reconcile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// How a statement writes times.
///
/// @param format with or without a date's time and zone
/// @param zone of times that do not name theirs; a date alone is its first instant there
record TimeForm(String column, DateTimeFormatter format, ZoneId zone) {
  static final String ISO = "iso";

  /// @param format `iso`, or a pattern of [DateTimeFormatter] with English names
  /// @throws IllegalArgumentException naming what is wrong
  static TimeForm of(String column, String format, String zone) {
    try {
      return new TimeForm(
          column,
          format.equals(ISO)
              ? DateTimeFormatter.ISO_DATE_TIME
              : DateTimeFormatter.ofPattern(format, Locale.ENGLISH),
          ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "time.zone: " + zone + " (expected: as Asia/Kolkata or UTC)", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "time.format: " + format + " (expected: iso, or as dd/MM/yyyy HH:mm:ss)", e);
    }
  }

  /// Empty when the text is not in this form.
  Optional<Instant> parse(String text) {
    try {
      var read =
          format.parseBest(
              text,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      return Optional.of(
          switch (read) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            default -> throw new IllegalStateException("time: " + read.getClass());
          });
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
