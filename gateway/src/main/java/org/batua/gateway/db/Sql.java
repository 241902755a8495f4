package org.batua.gateway.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The statements of the stores, each in a file `sql/<feature>/<statement>.sql` of the class path.
///
/// A store keeps its statements in constants, so that a missing file stops the server at its start.
/// A line `-- include <feature>/_<fragment>` inserts the text of that file; other whole-line
/// comments are for the reader and are not sent. Parameters are named: `:name`.
public final class Sql {
  private static final Pattern NAME = Pattern.compile("[a-z]+/_?[a-z0-9_]+");
  private static final Pattern INCLUDE = Pattern.compile("\\s*-- include (\\S+)\\s*");
  private static final String COMMENT = "--";

  private Sql() {}

  /// The text of a statement, for JDBI.
  ///
  /// @param name as in `customer/find_by_reference`
  /// @throws IllegalArgumentException when there is no such file, or it includes itself
  public static String text(String name) {
    return read(name, List.of());
  }

  /// A statement for [Database#read] and [BatchedStatement].
  ///
  /// @param name as for [#text]
  public static NamedSql named(String name) {
    return NamedSql.of(text(name));
  }

  private static String read(String name, List<String> includedBy) {
    if (!NAME.matcher(name).matches() || includedBy.contains(name)) {
      throw new IllegalArgumentException(
          "SQL file: " + name + " (expected: feature/statement that does not include itself)");
    }
    List<String> around = new ArrayList<>(includedBy);
    around.add(name);
    var text = new StringBuilder();
    for (var line : file(name).lines().toList()) {
      var include = INCLUDE.matcher(line);
      if (include.matches()) {
        text.append(read(include.group(1), around));
      } else if (!line.strip().startsWith(COMMENT)) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  private static String file(String name) {
    var path = "/sql/" + name + ".sql";
    try (var in = Sql.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("SQL file: none at " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
