package org.batua.gateway.db;

import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Group commit: concurrent callers of a statement are batched into one execution, which costs one
/// round trip and one commit. A caller who finds no batch running starts one at once. Callers who
/// arrive meanwhile form the next batch, which starts when the running one ends, or beside it when
/// they are many or the running one takes long.
///
/// Each caller gets the result of a statement of its own: when PostgreSQL refuses a batch because
/// of one caller, the batch is rolled back and each caller's statement runs alone.
///
/// @param <T> what a row is read as
public final class BatchedStatement<T> {
  /// Batches that run at the same time.
  private static final int PLACES = 2;

  /// So many callers are worth a second batch beside the running one: with fewer, it would cost
  /// PostgreSQL more than they gain.
  private static final int MANY = 12;

  /// A batch takes a few milliseconds, unless it waits for a lock.
  private static final Duration LONG = Duration.ofMillis(50);

  private static final int CALLERS_MAX = 32;

  /// Callers at the same time who are served alone and may wait for a lock.
  private static final int ALONE_PLACES = 4;

  private static final JsonMapper JSON = new JsonMapper();

  /// Names of values, as statements write them, in lower case.
  private static final ConcurrentMap<String, String> LOWER_CASE = new ConcurrentHashMap<>();

  private final Database database;
  private final NamedSql together;
  private final NamedSql alone;
  private final Database.RowReader<T> reader;
  private final Semaphore alonePlaces = new Semaphore(ALONE_PLACES);
  private final ReentrantLock lock = new ReentrantLock();

  // under the lock
  private final Deque<Caller<T>> waiting = new ArrayDeque<>();
  private int underWay;

  /// A statement that takes a batch of callers.
  ///
  /// @param sql with the one parameter `:callers`, a JSON array of objects with the callers' values
  ///   by their names in lower case and `caller`, a number, which each row returned for that caller
  ///   repeats
  public BatchedStatement(Database database, NamedSql sql, Database.RowReader<T> reader) {
    this(database, sql, sql, reader);
  }

  /// A statement for many that waits for no lock: it skips rows that others have locked, and
  /// whoever gets nothing back is served again alone, without holding up the others.
  ///
  /// @param together skips what is locked
  /// @param alone waits for what is locked
  public BatchedStatement(
      Database database, NamedSql together, NamedSql alone, Database.RowReader<T> reader) {
    this.database = database;
    this.together = together;
    this.alone = alone;
    this.reader = reader;
  }

  /// One call that waits for its rows.
  ///
  /// @param key empty when the caller may share a batch with any other
  private record Caller<T>(
      String key,
      Map<String, ? extends @Nullable Object> values,
      long sinceNanos,
      CompletableFuture<List<T>> rows) {
    Caller(String key, Map<String, ? extends @Nullable Object> values) {
      this(key, values, System.nanoTime(), new CompletableFuture<>());
    }

    boolean hasWaitedLong() {
      return System.nanoTime() - sinceNanos >= LONG.toNanos();
    }

    /// Waits for an answer, but not longer than that.
    boolean isAnsweredBeforeLong() {
      try {
        rows.get(LONG.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        // answer() throws it
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return true;
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
    run(List.of(caller), alone).forEach(Runnable::run);
    return caller.answer();
  }

  private List<T> together(Caller<T> caller) {
    boolean isFirst;
    List<Caller<T>> group;
    lock.lock();
    try {
      isFirst = waiting.isEmpty();
      waiting.add(caller);
      group = next();
    } finally {
      lock.unlock();
    }
    serve(group);
    // the others rely on the first caller, should the running batch wait for a lock
    if (group.isEmpty() && isFirst && !caller.isAnsweredBeforeLong()) {
      serve(locked(this::next));
    }
    return caller.answer();
  }

  /// How many callers wait for their turn.
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void serve(List<Caller<T>> group) {
    if (group.isEmpty()) {
      return;
    }
    var answers = run(group, together);
    var next =
        locked(
            () -> {
              underWay--;
              return next();
            });
    if (!next.isEmpty()) {
      // before these callers are answered, so that PostgreSQL does not idle while they go on
      Thread.startVirtualThread(() -> serve(next));
    }
    answers.forEach(Runnable::run);
  }

  private List<Caller<T>> locked(Supplier<List<Caller<T>>> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// Under the lock: the next batch; empty when none may start now.
  private List<Caller<T>> next() {
    if (waiting.isEmpty() || !isPlaceForThem(waiting.getFirst())) {
      return List.of();
    }
    underWay++;
    List<Caller<T>> group = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (var all = waiting.iterator(); all.hasNext() && group.size() < CALLERS_MAX; ) {
      var caller = all.next();
      if (caller.key().isEmpty() || keys.add(caller.key())) {
        group.add(caller);
        all.remove();
      }
    }
    group.sort(Comparator.comparing(Caller::key));
    return group;
  }

  private boolean isPlaceForThem(Caller<T> first) {
    return underWay == 0
        || (underWay < PLACES && (waiting.size() >= MANY || first.hasWaitedLong()));
  }

  /// @return what completes each caller
  private List<Runnable> run(List<Caller<T>> group, NamedSql sql) {
    List<Runnable> answers = new ArrayList<>();
    try {
      List<List<T>> rows = new ArrayList<>();
      group.forEach(_ -> rows.add(new ArrayList<>()));
      rows(sql, group).forEach(answer -> rows.get(answer.caller()).add(answer.row()));
      for (int i = 0; i < rows.size(); i++) {
        var caller = group.get(i);
        var own = rows.get(i);
        answers.add(
            own.isEmpty() && sql != alone
                ? () -> serveApart(caller)
                : () -> caller.rows().complete(own));
      }
    } catch (RuntimeException | Error e) {
      boolean isForOnesSake = e instanceof StatementUndone || e.getCause() instanceof SQLException;
      if (group.size() > 1 && isForOnesSake) {
        group.forEach(caller -> answers.add(() -> serveApart(caller)));
        return answers;
      }
      answers.add(() -> fail(group, e));
      if (e instanceof Rejected && !isForOnesSake) {
        // the database is unavailable: callers that wait would each find that out in turn
        var behind = everybodyWaiting();
        answers.add(() -> fail(behind, e));
      }
    }
    return answers;
  }

  private List<Answer<T>> rows(NamedSql sql, List<Caller<T>> group) {
    var values = Map.of("callers", json(group));
    Database.RowReader<Answer<T>> answers =
        row -> new Answer<>(row.getInt("caller"), reader.read(row));
    if (!sql.isWrite()) {
      return database.read(sql, values, answers);
    }
    return group.size() > 1
        ? database.writeOnce(sql, values, answers)
        : database.writeUnresolved(sql, values, answers);
  }

  /// In a thread and a place of its own: it may have to wait for a lock.
  private void serveApart(Caller<T> caller) {
    Thread.startVirtualThread(
        () -> {
          alonePlaces.acquireUninterruptibly();
          try {
            run(List.of(caller), alone).forEach(Runnable::run);
          } finally {
            alonePlaces.release();
          }
        });
  }

  private List<Caller<T>> everybodyWaiting() {
    return locked(
        () -> {
          List<Caller<T>> all = new ArrayList<>(waiting);
          waiting.clear();
          return all;
        });
  }

  private static <T> void fail(Collection<Caller<T>> callers, Throwable why) {
    callers.forEach(caller -> caller.rows().completeExceptionally(why));
  }

  private static <T> String json(List<Caller<T>> group) {
    var text = new StringWriter();
    try (var out = JSON.createGenerator(text)) {
      out.writeStartArray();
      for (int i = 0; i < group.size(); i++) {
        out.writeStartObject();
        out.writeNumberProperty("caller", i);
        group.get(i).values().forEach((name, value) -> write(name, value, out));
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    return text.toString();
  }

  /// Its name as PostgreSQL knows it, who has no capital letters.
  private static void write(String name, @Nullable Object value, JsonGenerator out) {
    out.writeName(LOWER_CASE.computeIfAbsent(name, it -> it.toLowerCase(Locale.ROOT)));
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(NamedSql.withoutNul(text));
      case Instant instant -> out.writeString(instant.toString());
      default -> out.writePOJO(value);
    }
  }
}
