package org.batua.gateway.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A statement with named parameters (`:name`), parsed once. [Database#read] runs it over plain
/// JDBC, which costs the hot path less than JDBI.
public final class NamedSql {
  /// A cast has two colons.
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");

  /// How a statement begins that only reads, unless it has one of the other words. More are taken
  /// for writes than are, which costs them a transaction.
  private static final Pattern READ =
      Pattern.compile("\\s*\\(?\\s*(?:select|with|values|show)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern WRITE =
      Pattern.compile(
          "\\b(?:insert|update|delete|merge|into|nextval|setval|set_config|pg_notify"
              + "|pg_(?:try_)?advisory\\w*)\\b",
          Pattern.CASE_INSENSITIVE);

  private final String text;
  private final List<String> names;
  private final boolean isWrite;
  private final int statements;

  private NamedSql(String text, List<String> names, int statements) {
    this.text = text;
    this.names = names;
    this.statements = statements;
    this.isWrite = isWrite(text);
  }

  public static NamedSql of(String statement) {
    List<String> names = new ArrayList<>();
    var places = NAME.matcher(statement);
    while (places.find()) {
      names.add(places.group(1));
    }
    return new NamedSql(places.replaceAll("?"), List.copyOf(names), 1);
  }

  /// This statement and, in the same round trip and transaction, another one that reads what is
  /// there once this one is done. A lock that this one waits for is held until both are done, and
  /// what its holder has stored is seen by the other. Their result is the other's. Null is a text
  /// in both: statements that take another one cast it.
  public NamedSql andThen(NamedSql other) {
    var both = new ArrayList<>(names);
    both.addAll(other.names);
    return new NamedSql(
        text + ";\n" + other.text, List.copyOf(both), statements + other.statements);
  }

  /// How many statements it is made of.
  int statements() {
    return statements;
  }

  /// Whether executing the statement once more might do more than executing it once.
  static boolean isWrite(String statement) {
    return !READ.matcher(statement).lookingAt() || WRITE.matcher(statement).find();
  }

  boolean isWrite() {
    return isWrite;
  }

  /// PostgreSQL takes no NUL in a text. Text from outside is cleaned where it comes in; should one
  /// be missed there, it does not stop what it stands beside.
  static String withoutNul(String text) {
    return text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /// With a `?` for each parameter.
  String text() {
    return text;
  }

  /// Where the driver has to ask for the type of a parameter, it ends the transaction between two
  /// statements.
  private int typeOfNull() {
    return statements > 1 ? Types.VARCHAR : Types.NULL;
  }

  /// Sets all parameters.
  ///
  /// @param values by name: texts, numbers, truth values, instants, bytes, lists of texts or null
  /// @throws IllegalArgumentException when a value is missing
  void bind(PreparedStatement statement, Map<String, ? extends @Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      var value = values.get(name);
      switch (value) {
        case null -> {
          if (!values.containsKey(name)) {
            throw new IllegalArgumentException("no value for :" + name);
          }
          statement.setNull(i + 1, typeOfNull());
        }
        case String string -> statement.setString(i + 1, withoutNul(string));
        case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
        case List<?> texts ->
            statement.setArray(
                i + 1, statement.getConnection().createArrayOf("text", texts.toArray()));
        default -> statement.setObject(i + 1, value);
      }
    }
  }
}
