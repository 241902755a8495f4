package org.batua.bench.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The floor: executes a trail again and again over plain JDBC, one round trip after the other,
/// each time for somebody else and with new ids.
final class Replay implements Worker {
  private static final Pattern PLACE = Pattern.compile("\\$[0-9]+");

  /// Ids that the gateway makes; a bare long hex is a token's use or a device.
  private static final Pattern MADE =
      Pattern.compile(
          "((?:txn|evt_V2|rfd|ordeh|cst|wlt)_)([0-9a-z]{16,40})"
              + "|()([0-9a-f]{32,64})|()([0-9A-Z]{26})");

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .optionalStart()
          .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 6, true)
          .optionalEnd()
          .appendOffset("+HH", "+00")
          .toFormatter(Locale.ROOT);
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String HEX = "0123456789abcdef";
  private static final int TIME_DIGITS = 12;
  private static final int RANDOM_DIGITS_MIN = 8;

  private final Connection connection;
  private final List<Step> steps = new ArrayList<>();
  private final Subjects subjects;

  /// Those that calls are about, one after the other.
  interface Subjects {
    /// The texts of the next one.
    ///
    /// @throws Exhausted when everybody had his turn
    List<String> next() throws Exhausted;
  }

  /// Where a parameter's value comes from.
  private sealed interface Source {
    record Constant(@Nullable String value) implements Source {}

    /// Of the one that the call is about.
    record Subject(int column) implements Source {}

    /// The same new value wherever the recorded one stands.
    record Made(String recorded, String prefix, int length) implements Source {}

    record Time(Duration afterCall) implements Source {}

    /// JSON, with what stands between the quotation marks of its texts, and between the texts.
    record Json(List<Source> parts) implements Source {}
  }

  private record Step(PreparedStatement statement, List<Source> sources) {}

  /// @param subject the texts of the recorded call that belong to whom it was about
  /// @param fresh the texts of the recorded call that must be new each time
  /// @param subjects the same texts as `subject`, of others
  Replay(String jdbcUrl, Trail trail, List<String> subject, List<String> fresh, Subjects subjects) {
    this.subjects = subjects;
    try {
      connection = DriverManager.getConnection(jdbcUrl);
      for (var trip : trail.trips()) {
        List<Source> sources = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (var statement : trip) {
          texts.add(typed(statement.sql()));
          for (var value : statement.parameters()) {
            sources.add(source(value, subject, fresh, trail.at()));
          }
        }
        var sql = String.join(";\n", texts);
        steps.add(new Step(connection.prepareStatement(sql), List.copyOf(sources)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the floor cannot be prepared", e);
    }
  }

  /// With a cast of each text to the type that PostgreSQL finds for it: where the driver has to ask
  /// for one, it sends the statements of a trip apart.
  private String typed(String sql) throws SQLException {
    List<String> types = new ArrayList<>();
    try (var statement = connection.prepareStatement(PLACE.matcher(sql).replaceAll("?"))) {
      var parameters = statement.getParameterMetaData();
      for (int i = 1; i <= parameters.getParameterCount(); i++) {
        types.add(parameters.getParameterTypeName(i));
      }
    }
    var next = types.iterator();
    return PLACE.matcher(sql).replaceAll(_ -> "cast(? as " + next.next() + ")");
  }

  private static Source source(
      @Nullable String value, List<String> subject, List<String> fresh, Instant at) {
    if (value == null) {
      return new Source.Constant(null);
    }
    if (value.startsWith("[{")) {
      return json(value, subject, fresh, at);
    }
    int column = subject.indexOf(value);
    if (column >= 0) {
      return new Source.Subject(column);
    }
    if (fresh.contains(value)) {
      return new Source.Made(value, "floor_", 24);
    }
    var made = MADE.matcher(value);
    if (made.matches()) {
      var prefix = made.group(1) == null ? "" : made.group(1);
      return new Source.Made(value, prefix, value.length() - prefix.length());
    }
    return time(value, at);
  }

  private static Source json(String value, List<String> subject, List<String> fresh, Instant at) {
    List<Source> parts = new ArrayList<>();
    var texts = TEXT.matcher(value);
    int from = 0;
    while (texts.find()) {
      parts.add(new Source.Constant(value.substring(from, texts.start(1))));
      parts.add(source(texts.group(1), subject, fresh, at));
      from = texts.end(1);
    }
    parts.add(new Source.Constant(value.substring(from)));
    return new Source.Json(List.copyOf(parts));
  }

  private static Source time(String value, Instant at) {
    var format = value.endsWith("Z") ? DateTimeFormatter.ISO_OFFSET_DATE_TIME : TIME;
    try {
      return new Source.Time(Duration.between(at, OffsetDateTime.parse(value, format).toInstant()));
    } catch (DateTimeParseException e) {
      return new Source.Constant(value);
    }
  }

  @Override
  public void once() throws SQLException, Exhausted {
    try {
      play(subjects.next());
    } catch (SQLException e) {
      // the trail may have begun a transaction
      try (var statement = connection.createStatement()) {
        statement.execute("rollback");
      }
      throw e;
    }
  }

  private void play(List<String> subject) throws SQLException {
    var now = Instant.now();
    Map<String, String> made = new HashMap<>();
    for (var step : steps) {
      bind(step, subject, now, made);
      var statement = step.statement();
      if (statement.execute()) {
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            rows.getString(1);
          }
        }
      }
    }
  }

  private static void bind(Step step, List<String> subject, Instant now, Map<String, String> made)
      throws SQLException {
    for (int i = 0; i < step.sources().size(); i++) {
      var value = value(step.sources().get(i), subject, now, made);
      if (value == null) {
        step.statement().setNull(i + 1, Types.VARCHAR);
      } else {
        step.statement().setString(i + 1, value);
      }
    }
  }

  private static @Nullable String value(
      Source source, List<String> subject, Instant now, Map<String, String> made) {
    return switch (source) {
      case Source.Constant(var constant) -> constant;
      case Source.Subject(var column) -> subject.get(column);
      case Source.Made(var recorded, var prefix, var length) ->
          made.computeIfAbsent(recorded, _ -> prefix + id(length, now));
      case Source.Time(var after) -> now.plus(after).atOffset(ZoneOffset.UTC).toString();
      case Source.Json(var parts) ->
          parts.stream().map(part -> value(part, subject, now, made)).collect(Collectors.joining());
    };
  }

  /// Long ones begin with the time, as the gateway's do.
  private static String id(int length, Instant now) {
    var random = ThreadLocalRandom.current();
    var text = new StringBuilder(length);
    if (length > TIME_DIGITS + RANDOM_DIGITS_MIN) {
      text.append(HexFormat.of().toHexDigits(now.toEpochMilli(), TIME_DIGITS));
    }
    while (text.length() < length) {
      text.append(HEX.charAt(random.nextInt(HEX.length())));
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
