package org.batua.gateway.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.db.Sql;
import org.batua.gateway.rules.Tidy.TextFile;

/// Where SQL may be written: each statement in a file of its own, named in full by a store.
final class SqlFiles {
  private static final String SOURCES = "gateway/src/main/java/org/batua/gateway/";
  private static final Pattern FILE =
      Pattern.compile("gateway/src/main/resources/sql/([a-z]+/_?[a-z0-9_]+)\\.sql");
  private static final Pattern CALL = Pattern.compile("\\bSql\\.(?:text|named)\\(\\s*([^)]*)\\)");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+/[a-z0-9][a-z0-9_]*)\"");
  private static final Pattern INCLUDE =
      Pattern.compile("^\\s*-- include (\\S+)\\s*$", Pattern.MULTILINE);

  /// A cast has two colons.
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):[a-zA-Z]+");

  /// How a statement or a part of one begins in a string of Java.
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\"(?:\"\"\\s+)?\\s*(?:select\\s|insert\\s+into\\s"
              + "|update\\s+\\S+\\s+(?:\\w+\\s+)?set\\s|delete\\s+from\\s"
              + "|with\\s+\\w+\\s+as\\s|where\\s+\\S+\\s+(?:[=<>]|is\\s|in\\s|not\\s)"
              + "|order\\s+by\\s|union\\s+all\\s)");

  /// Where PostgreSQL may answer an `exists` for each row, or hash all that it could ever find.
  private static final Pattern OPEN_EXISTS =
      Pattern.compile("\\b(?:or|when)\\s+(?:not\\s+)?exists\\s*\\(");

  private static final Pattern COMMON_TABLE = Pattern.compile("\\b(\\w+) as \\(");
  private static final Pattern READ_TABLE = Pattern.compile("\\b(?:from|join)\\s+(\\w+)");

  private SqlFiles() {}

  /// The SQL files by the names that stores know, as `customer/insert`.
  static Map<String, TextFile> named(List<TextFile> tree) {
    Map<String, TextFile> files = new TreeMap<>();
    for (var file : tree) {
      var path = FILE.matcher(file.path());
      if (path.matches()) {
        files.put(path.group(1), file);
      }
    }
    return files;
  }

  /// A statement that others can only be understood after.
  static boolean createsTemporaryTable(String name) {
    return Sql.text(name).startsWith("create temporary table");
  }

  /// The statement with a `?` for each named parameter.
  static String withPlaces(String statement) {
    return PARAMETER.matcher(statement).replaceAll("?");
  }

  /// A fragment is a part of statements that include it.
  static boolean isFragment(String name) {
    return name.contains("/_");
  }

  /// Files without a use, uses without a file, and names that cannot be read in the source.
  static List<String> strayNames(List<TextFile> tree) {
    var files = named(tree);
    List<String> found = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (var file : tree) {
      if (!file.path().startsWith(SOURCES)) {
        continue;
      }
      for (var call : CALL.matcher(file.text()).results().toList()) {
        var literal = LITERAL.matcher(call.group(1));
        if (literal.matches()) {
          used.add(literal.group(1));
        } else if (!file.path().endsWith("/db/Sql.java")) {
          found.add(
              file.path() + ": Sql takes the name of a statement as a literal: " + call.group());
        }
      }
    }
    files.values().stream()
        .flatMap(file -> INCLUDE.matcher(file.text()).results())
        .forEach(include -> used.add(include.group(1)));
    difference(files.keySet(), used).forEach(name -> found.add(name + ": nothing uses this file"));
    difference(used, files.keySet()).forEach(name -> found.add(name + ": there is no such file"));
    return found;
  }

  /// Each `exists` beside an `or`, or in a `case`, that may be answered by a hash of a whole table:
  /// chosen while the table is small, the plan stays with the connection. `offset 0` forbids it.
  ///
  /// @param small tables of which that is meant
  static List<String> hashable(String statement, Set<String> small) {
    Set<String> harmless = new HashSet<>(small);
    COMMON_TABLE.matcher(statement).results().forEach(it -> harmless.add(it.group(1)));
    return OPEN_EXISTS
        .matcher(statement)
        .results()
        .map(it -> inParentheses(statement, it.end()))
        .filter(query -> !query.contains("offset 0"))
        .filter(
            query ->
                READ_TABLE.matcher(query).results().anyMatch(it -> !harmless.contains(it.group(1))))
        .toList();
  }

  /// What stands between a parenthesis, after which `start` is, and its other one.
  private static String inParentheses(String text, int start) {
    int open = 1;
    int end = start;
    while (open > 0 && end < text.length()) {
      open += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
      end++;
    }
    return text.substring(start, end);
  }

  /// SQL in Java.
  ///
  /// @param notYet packages that still may have some
  static List<String> inJava(TextFile file, Set<String> notYet) {
    if (!file.path().startsWith(SOURCES)
        || Arrays.stream(file.path().substring(SOURCES.length()).split("/", 2))
            .anyMatch(notYet::contains)) {
      return List.of();
    }
    return Stream.of(STATEMENT.matcher(file.text()))
        .flatMap(it -> it.results())
        .map(it -> file.path() + ": SQL in Java: " + it.group().strip())
        .toList();
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    var rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
