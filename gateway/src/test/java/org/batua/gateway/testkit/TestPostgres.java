package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.EmbeddedDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The one PostgreSQL of a test run; every test class has a database of its own in it.
public final class TestPostgres implements AutoCloseable {
  /// Unpacked once for all runs.
  public static final Path BINARIES = Path.of("target/postgres-binaries").toAbsolutePath();

  private final AtomicInteger databases = new AtomicInteger();
  private final Path directory;
  private final EmbeddedDatabase postgres;

  private TestPostgres(Path directory) {
    this.directory = directory;
    this.postgres = EmbeddedDatabase.open(directory, BINARIES);
  }

  /// The run's PostgreSQL, which is started by the first who asks and stopped after the last test.
  public static TestPostgres of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(TestPostgres.class, _ -> new TestPostgres(own()), TestPostgres.class);
  }

  private static Path own() {
    return Path.of("target/test-postgres-" + ProcessHandle.current().pid()).toAbsolutePath();
  }

  public DatabaseUrl newDatabase() {
    return postgres.database("test_" + databases.incrementAndGet());
  }

  @Override
  public void close() {
    postgres.close();
    delete(directory);
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
