package org.batua.gateway.lookup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// How the server's sessions run a statement with named parameters: planned once for all values,
/// without joins that read whole tables.
final class GenericPlan {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

  private GenericPlan() {}

  /// @param options of `explain`, as `costs off`
  /// @param literal of a parameter, by its name
  static String of(Jdbi tables, String statement, String options, UnaryOperator<String> literal)
      throws SQLException {
    var numbered = new StringBuilder();
    var names = new ArrayList<String>();
    var found = PARAMETER.matcher(statement);
    while (found.find()) {
      if (!names.contains(found.group(1))) {
        names.add(found.group(1));
      }
      found.appendReplacement(numbered, "\\$" + (names.indexOf(found.group(1)) + 1));
    }
    found.appendTail(numbered);
    var given = names.stream().map(literal).collect(Collectors.joining(", "));
    return tables.withHandle(
        handle -> {
          handle.execute("set enable_hashjoin = off");
          handle.execute("set enable_mergejoin = off");
          handle.execute("set plan_cache_mode = force_generic_plan");
          try (var plain = handle.getConnection().createStatement()) {
            plain.execute("prepare looked_up as " + numbered);
            try (var rows =
                plain.executeQuery("explain (" + options + ") execute looked_up(" + given + ")")) {
              var lines = new StringBuilder();
              while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
              }
              return lines.toString();
            }
          }
        });
  }
}
