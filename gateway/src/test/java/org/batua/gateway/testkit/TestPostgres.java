package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.batua.gateway.db.Migrations;
import org.batua.postgres.Postmaster;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The one PostgreSQL of a test run; every test class has a database of its own in it, copied from
/// one that was migrated once. Test classes run side by side, and share nothing else.
public final class TestPostgres implements AutoCloseable {
  /// Unpacked once, for the tests of all modules.
  public static final Path BINARIES =
      Path.of("../target/postgres-binaries").toAbsolutePath().normalize();

  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration STATEMENT = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final String MIGRATED = "migrated";

  /// Where Linux has a file system in memory, and what must be free in it. A run leaves gigabytes
  /// in two hundred thousand files, and commits all the time: a disk is what it would wait for.
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final long MEMORY_FREE_MIN = 10L << 30;
  private static final String MEMORY_NAME = "batua-test-postgres-";

  private final AtomicInteger databases = new AtomicInteger();
  private final Path directory;
  private final EmbeddedDatabase postgres;
  private final Jdbi administration;

  private TestPostgres(Path directory) {
    this.directory = directory;
    this.postgres = EmbeddedDatabase.open(directory, BINARIES);
    this.administration = Jdbi.create(postgres.administration().jdbc());
    var url = postgres.database(MIGRATED);
    try (var database = new Database(url, 2, CONNECT, STATEMENT)) {
      Migrations.run(database);
    }
  }

  /// The run's PostgreSQL, which is started by the first who asks and stopped after the last test.
  public static TestPostgres of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(TestPostgres.class, _ -> new TestPostgres(own()), TestPostgres.class);
  }

  private static Path own() {
    var pid = Long.toString(ProcessHandle.current().pid());
    if (!Files.isWritable(MEMORY) || MEMORY.toFile().getUsableSpace() < MEMORY_FREE_MIN) {
      return Path.of("target/test-postgres-" + pid).toAbsolutePath();
    }
    deleteLeftovers();
    return MEMORY.resolve(MEMORY_NAME + pid);
  }

  /// What runs that were killed left in memory.
  private static void deleteLeftovers() {
    try (var folders = Files.newDirectoryStream(MEMORY, MEMORY_NAME + "*")) {
      for (var folder : folders) {
        var pid = folder.getFileName().toString().substring(MEMORY_NAME.length());
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          Postmaster.in(folder.resolve("postgres")).ifPresent(Postmaster::stop);
          delete(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A database with the schema of this version.
  public DatabaseUrl newDatabase() {
    var name = "test_" + databases.incrementAndGet();
    administer("create database " + name + " template " + MIGRATED + " owner batua_owner");
    if (DatabaseTrial.ofRun() == DatabaseTrial.SERIALIZABLE) {
      administer("alter database " + name + " set default_transaction_isolation = 'serializable'");
    }
    return postgres.database(name);
  }

  /// The same, with one role for everything.
  public DatabaseUrl newDatabaseOfOneRole() {
    return DatabaseUrl.parse(newDatabase().migrationJdbc());
  }

  /// A database without a table, with one role for everything.
  public DatabaseUrl newEmptyDatabase() {
    var both = postgres.database("empty_" + databases.incrementAndGet());
    return DatabaseUrl.parse(both.migrationJdbc());
  }

  private void administer(String sql) {
    administration.useHandle(handle -> handle.execute(sql));
  }

  @Override
  public void close() {
    abort();
    delete(directory);
  }

  /// Stops it without writing to the disk what is deleted at once: gigabytes after a whole run.
  private void abort() {
    var running = Postmaster.in(directory.resolve("postgres"));
    if (running.isEmpty()) {
      return;
    }
    var process = running.get().process();
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      postgres.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Removes a directory with all that is in it, where it exists.
  public static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
