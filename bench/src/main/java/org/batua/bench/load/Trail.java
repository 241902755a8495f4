package org.batua.bench.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements that PostgreSQL executed for one call to the gateway, with their parameters, as
/// it logged them. So the floor is always made of the gateway's own SQL, whatever becomes of it.
///
/// @param at when it was recorded: parameters that are times move with it
record Trail(List<Statement> statements, Instant at) {
  /// The beginning of each line of PostgreSQL's log; `%v` is the session and its transaction, `%x`
  /// the transaction when it has written.
  static final String LOG_LINE_PREFIX = "BATUA %v %x ";

  private static final Pattern EXECUTED =
      Pattern.compile(
          "BATUA ([0-9]+/[0-9]+) ([0-9]+) LOG:  duration: [0-9.]+ ms "
              + " (?:execute [^:]*|statement): (.*)",
          Pattern.DOTALL);
  private static final Pattern PARAMETERS =
      Pattern.compile("BATUA [0-9]+/[0-9]+ [0-9]+ DETAIL:  [Pp]arameters: (.*)", Pattern.DOTALL);

  /// What the gateway does by itself, whether it is called or not.
  private static final Pattern BACKGROUND =
      Pattern.compile(
          "scheduled_tasks|server_process|for update skip locked|client_auth_token where expires"
              + "|exists .select 1 from webhook_queue"
              // read once in seconds, and kept
              + "|from api_key|from provider_account where",
          Pattern.CASE_INSENSITIVE);

  /// Its commit does not wait for the disk.
  private static final String NOT_DURABLE = "set_config('synchronous_commit', 'off'";

  /// @param within the session and its transaction, whether it writes or not
  /// @param transaction 0 for one that wrote nothing
  /// @param parameters null for NULL
  record Statement(String within, long transaction, String sql, List<@Nullable String> parameters) {
    private boolean is(String keyword) {
      return sql.strip().equalsIgnoreCase(keyword);
    }
  }

  /// Reads what was logged during one call.
  static Trail read(String log, Instant at) {
    List<Statement> statements = new ArrayList<>();
    boolean ofLast = false;
    for (var entry : entries(log)) {
      var parameters = PARAMETERS.matcher(entry);
      if (parameters.matches()) {
        // those of a bind, which is logged too, are of no statement yet
        if (ofLast) {
          var last = statements.removeLast();
          statements.add(
              new Statement(
                  last.within(), last.transaction(), last.sql(), values(parameters.group(1))));
        }
        continue;
      }
      var executed = EXECUTED.matcher(entry);
      ofLast = executed.matches();
      if (ofLast) {
        statements.add(
            new Statement(
                executed.group(1),
                Long.parseLong(executed.group(2)),
                executed.group(3),
                List.of()));
      }
    }
    return new Trail(
        statements.stream().filter(it -> !BACKGROUND.matcher(it.sql()).find()).toList(), at);
  }

  /// How many commits it made that wait for the disk.
  long commits() {
    var notDurable =
        statements.stream()
            .filter(it -> it.sql().contains(NOT_DURABLE))
            .map(Statement::transaction)
            .collect(Collectors.toSet());
    return statements.stream()
        .map(Statement::transaction)
        .filter(it -> it != 0 && !notDurable.contains(it))
        .distinct()
        .count();
  }

  int roundTrips() {
    return trips().size();
  }

  /// The statements by the round trips that they go in. The driver sends `begin` with the statement
  /// after it, and the gateway `commit` with the one before it. What shares a transaction that was
  /// not begun was sent together.
  List<List<Statement>> trips() {
    List<List<Statement>> trips = new ArrayList<>();
    Set<String> begun = new HashSet<>();
    for (var statement : statements) {
      var last = trips.isEmpty() ? List.<Statement>of() : trips.getLast();
      boolean isTogether =
          !last.isEmpty()
              && (statement.is("commit")
                  || last.getLast().is("begin")
                  || (last.getLast().within().equals(statement.within())
                      && !begun.contains(statement.within())));
      if (statement.is("begin")) {
        begun.add(statement.within());
      }
      if (!isTogether) {
        trips.add(new ArrayList<>());
      }
      trips.getLast().add(statement);
    }
    return trips;
  }

  /// A line that begins with a tab continues the one before.
  private static List<String> entries(String log) {
    List<String> entries = new ArrayList<>();
    for (var line : log.split("\n", -1)) {
      if (line.startsWith("\t") && !entries.isEmpty()) {
        entries.add(entries.removeLast() + "\n" + line.substring(1));
      } else {
        entries.add(line);
      }
    }
    return entries;
  }

  /// Reads `$1 = 'it''s', $2 = NULL`.
  private static List<@Nullable String> values(String text) {
    List<@Nullable String> values = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int from = text.indexOf(" = ", at) + 3;
      if (text.startsWith("NULL", from)) {
        values.add(null);
        at = from + "NULL, ".length();
        continue;
      }
      var value = new StringBuilder();
      int i = from + 1;
      while (text.charAt(i) != '\'' || text.startsWith("''", i)) {
        value.append(text.charAt(i));
        i += text.charAt(i) == '\'' ? 2 : 1;
      }
      values.add(value.toString());
      at = i + "', ".length();
    }
    return values;
  }
}
