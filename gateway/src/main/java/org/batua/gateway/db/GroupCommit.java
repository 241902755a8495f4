package org.batua.gateway.db;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.batua.gateway.base.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One statement of ours that writes for everybody who comes at the same time: they share a round
/// trip and a commit. Nobody waits for company: who finds a place free is written at once, and who
/// comes while all places are taken goes together with the others who did.
///
/// Each caller gets what a statement of his own would have brought: what PostgreSQL refuses for the
/// sake of one is undone for all, and written again for each of them alone.
///
/// @param <T> what a caller gets back
public final class GroupCommit<T> {
  /// More would only make the groups smaller.
  private static final int STATEMENTS = 2;

  private static final int CALLERS = 32;
  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private final NamedSql sql;
  private final Database.RowReader<T> reader;
  private final Semaphore places = new Semaphore(STATEMENTS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Caller<T>> waiting = new ArrayDeque<>();

  /// A statement for many.
  ///
  /// @param sql with the one parameter `:callers`, a JSON array of objects with the callers' values
  ///   by their names in lower case and `caller`, a number, which stands in the rows that come
  ///   back: at most one for each caller
  public GroupCommit(Database database, NamedSql sql, Database.RowReader<T> reader) {
    this.database = database;
    this.sql = sql;
    this.reader = reader;
  }

  /// Somebody who waits for his row.
  private record Caller<T>(
      String key,
      Map<String, ? extends @Nullable Object> values,
      CompletableFuture<Optional<T>> row) {
    Optional<T> answer() {
      try {
        return row.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
  }

  private record Answer<T>(int caller, T row) {}

  /// Writes for one caller, and returns when it is committed.
  ///
  /// @param key of what is written: those with the same never share a statement, and all statements
  ///   write in its order, so that they do not lock each other out
  /// @param values by name: texts, numbers, truth values, instants, lists of texts or null
  /// @return empty when the statement brought no row for this caller
  public Optional<T> write(String key, Map<String, ? extends @Nullable Object> values) {
    var caller = new Caller<T>(key, values, new CompletableFuture<>());
    lock.lock();
    try {
      waiting.add(caller);
    } finally {
      lock.unlock();
    }
    serve();
    return caller.answer();
  }

  /// As [#write], in a statement of the caller's own.
  public Optional<T> writeAlone(Map<String, ? extends @Nullable Object> values) {
    var caller = new Caller<T>("", values, new CompletableFuture<>());
    write(List.of(caller));
    return caller.answer();
  }

  private void serve() {
    if (places.tryAcquire()) {
      Thread.startVirtualThread(this::work);
    }
  }

  private void work() {
    try {
      for (var group = next(); !group.isEmpty(); group = next()) {
        write(group);
      }
    } finally {
      places.release();
    }
    if (isSomebodyWaiting()) {
      // he came when nobody looked any more, and found the place still taken
      serve();
    }
  }

  private boolean isSomebodyWaiting() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private List<Caller<T>> next() {
    var group = new TreeMap<String, Caller<T>>();
    lock.lock();
    try {
      for (var all = waiting.iterator(); all.hasNext() && group.size() < CALLERS; ) {
        var caller = all.next();
        if (group.putIfAbsent(caller.key(), caller) == null) {
          all.remove();
        }
      }
    } finally {
      lock.unlock();
    }
    return List.copyOf(group.values());
  }

  private void write(List<Caller<T>> group) {
    try {
      var rows =
          database.read(
              sql,
              Map.of("callers", json(group)),
              row -> new Answer<>(row.getInt("caller"), reader.read(row)));
      for (var answer : rows) {
        group.get(answer.caller()).row().complete(Optional.of(answer.row()));
      }
      group.forEach(caller -> caller.row().complete(Optional.empty()));
    } catch (RuntimeException | Error e) {
      if (group.size() > 1 && e.getCause() instanceof SQLException) {
        group.forEach(caller -> write(List.of(caller)));
        return;
      }
      fail(group, e);
      if (e instanceof Rejected) {
        // the database is away: those behind would each find that out after the ones before them
        fail(everybodyWaiting(), e);
      }
    }
  }

  private List<Caller<T>> everybodyWaiting() {
    lock.lock();
    try {
      List<Caller<T>> all = new ArrayList<>(waiting);
      waiting.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  private static <T> void fail(Collection<Caller<T>> callers, Throwable why) {
    callers.forEach(caller -> caller.row().completeExceptionally(why));
  }

  private static <T> String json(List<Caller<T>> group) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (var caller : group) {
      Map<String, @Nullable Object> values = new HashMap<>(64);
      caller.values().forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
      values.put("caller", all.size());
      all.add(values);
    }
    return JSON.writeValueAsString(all);
  }
}
