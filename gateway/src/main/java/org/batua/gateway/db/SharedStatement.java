package org.batua.gateway.db;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.batua.gateway.base.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One statement of ours that runs for everybody who comes at the same time: they share a round
/// trip and a commit. Nobody waits for company: who finds a place free goes at once, and who comes
/// while all places are taken goes together with the others who did.
///
/// Each caller gets what a statement of his own would have brought: what PostgreSQL refuses for the
/// sake of one is undone for all, and runs again for each of them alone.
///
/// @param <T> what a row is read as
public final class SharedStatement<T> {
  /// More would only make the groups smaller; with one, a single statement that has to wait for a
  /// lock would hold up everybody.
  private static final int PLACES = 2;

  private static final int CALLERS_MAX = 32;
  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private final NamedSql sql;
  private final Database.RowReader<T> reader;
  private final Semaphore places = new Semaphore(PLACES);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Caller<T>> waiting = new ArrayDeque<>();

  /// A statement for many.
  ///
  /// @param sql with the one parameter `:callers`, a JSON array of objects with the callers' values
  ///   by their names in lower case and `caller`, a number, which stands in each row that comes
  ///   back for that caller
  public SharedStatement(Database database, NamedSql sql, Database.RowReader<T> reader) {
    this.database = database;
    this.sql = sql;
    this.reader = reader;
  }

  /// Somebody who waits for his rows.
  ///
  /// @param key empty for who may share a statement with anybody
  private record Caller<T>(
      String key, Map<String, ? extends @Nullable Object> values, CompletableFuture<List<T>> rows) {
    Caller(String key, Map<String, ? extends @Nullable Object> values) {
      this(key, values, new CompletableFuture<>());
    }

    List<T> answer() {
      try {
        return rows.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
  }

  private record Answer<T>(int caller, T row) {}

  /// Reads for one caller.
  ///
  /// @param values by name: texts, numbers, truth values, instants, lists of texts or null
  /// @return the caller's rows, in the order of the statement
  public List<T> read(Map<String, ? extends @Nullable Object> values) {
    return together(new Caller<>("", values));
  }

  /// Writes for one caller, and returns when it is committed.
  ///
  /// @param key of what is written: those with the same never share a statement, and all statements
  ///   write in its order, so that they do not lock each other out
  /// @param values as for [#read]
  public List<T> write(String key, Map<String, ? extends @Nullable Object> values) {
    return together(new Caller<>(key, values));
  }

  /// As [#write], in a statement of the caller's own.
  public List<T> writeAlone(Map<String, ? extends @Nullable Object> values) {
    var caller = new Caller<T>("", values);
    run(List.of(caller));
    return caller.answer();
  }

  private List<T> together(Caller<T> caller) {
    lock.lock();
    try {
      waiting.add(caller);
    } finally {
      lock.unlock();
    }
    if (places.tryAcquire()) {
      // nobody is in the way: this thread does it by itself
      try {
        run(next());
      } finally {
        places.release();
      }
      serveWhoeverWaits();
    }
    return caller.answer();
  }

  /// Whoever came while nobody looked found the places taken.
  private void serveWhoeverWaits() {
    if (isSomebodyWaiting() && places.tryAcquire()) {
      Thread.startVirtualThread(this::serve);
    }
  }

  private void serve() {
    try {
      for (var group = next(); !group.isEmpty(); group = next()) {
        run(group);
      }
    } finally {
      places.release();
    }
    serveWhoeverWaits();
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
    List<Caller<T>> group = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    lock.lock();
    try {
      for (var all = waiting.iterator(); all.hasNext() && group.size() < CALLERS_MAX; ) {
        var caller = all.next();
        if (caller.key().isEmpty() || keys.add(caller.key())) {
          group.add(caller);
          all.remove();
        }
      }
    } finally {
      lock.unlock();
    }
    group.sort(Comparator.comparing(Caller::key));
    return group;
  }

  private void run(List<Caller<T>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      List<List<T>> rows = new ArrayList<>();
      group.forEach(_ -> rows.add(new ArrayList<>()));
      database
          .read(
              sql,
              Map.of("callers", json(group)),
              row -> new Answer<>(row.getInt("caller"), reader.read(row)))
          .forEach(answer -> rows.get(answer.caller()).add(answer.row()));
      for (int i = 0; i < rows.size(); i++) {
        group.get(i).rows().complete(rows.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (group.size() > 1 && e.getCause() instanceof SQLException) {
        group.forEach(caller -> run(List.of(caller)));
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
    callers.forEach(caller -> caller.rows().completeExceptionally(why));
  }

  private static <T> String json(List<Caller<T>> group) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (var caller : group) {
      Map<String, @Nullable Object> values = HashMap.newHashMap(caller.values().size() + 1);
      caller.values().forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
      values.put("caller", all.size());
      all.add(values);
    }
    return JSON.writeValueAsString(all);
  }
}
