package org.batua.gateway.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/// A copy of a running PostgreSQL's data directory, made by its low-level backup functions: the
/// bundled programs have no `pg_basebackup`. Writing goes on meanwhile.
///
/// @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html">Continuous
///   Archiving, "Making a Base Backup Using the Low Level API"</a>
public final class BaseBackup {
  private static final String DATA = "postgres";
  private static final String PART = "postgres.part";
  private static final String WAL = "pg_wal";

  /// Written last: a backup without it is not whole.
  private static final String MANIFEST = "backup.properties";

  /// What a server writes anew when it starts; its folders must be there.
  private static final Set<String> EMPTIED =
      Set.of(
          WAL,
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "backup_label.old");

  private BaseBackup() {}

  /// What was copied.
  public record Copied(Instant at, long files, long bytes) {}

  /// Copies a data directory.
  ///
  /// @param superuser its server
  /// @param data `postgres` in the data directory of Batua
  /// @param target a new or empty directory
  public static Copied take(DatabaseUrl superuser, Path data, Path target, Instant now) {
    try (var connection = DriverManager.getConnection(superuser.jdbc())) {
      refuseFull(target, "backup");
      var part = Files.createDirectories(target.resolve(PART));
      // keeps the log that the copy needs until this connection ends
      one(connection, "select pg_create_physical_replication_slot('batua_backup', true, true)");
      var first =
          one(
              connection,
              "select pg_walfile_name(lsn) from pg_backup_start('batua', fast => true) lsn");
      var copy = new Copy(data, part, EMPTIED);
      Files.walkFileTree(data, copy);
      var end =
          row(
              connection,
              "select labelfile, spcmapfile, pg_walfile_name(lsn)"
                  + " from pg_backup_stop(wait_for_archive => false)");
      Files.writeString(part.resolve("backup_label"), end.get(0));
      if (!end.get(1).isEmpty()) {
        throw new IllegalArgumentException(
            "PostgreSQL in " + data + ": has tablespaces (expected: none; use pg_basebackup)");
      }
      copyLog(data.resolve(WAL), part.resolve(WAL), first, end.get(2), copy);
      Files.move(part, target.resolve(DATA));
      var copied = new Copied(now, copy.files, copy.bytes);
      writeManifest(target.resolve(MANIFEST), copied);
      return copied;
    } catch (SQLException e) {
      throw new IllegalArgumentException("backup of " + data + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("backup of " + data + ": " + e.getMessage(), e);
    }
  }

  /// Makes a data directory from a copy. PostgreSQL recovers it when it starts.
  ///
  /// @param dataDirectory of Batua, without a database yet
  public static Copied restore(Path backup, Path dataDirectory) {
    try {
      var copied = readManifest(backup);
      var target = dataDirectory.resolve(DATA);
      refuseFull(target, "data directory");
      var part = Files.createDirectories(dataDirectory.resolve(PART));
      var copy = new Copy(backup.resolve(DATA), part, Set.of());
      Files.walkFileTree(backup.resolve(DATA), copy);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
      Files.deleteIfExists(target);
      Files.move(part, target);
      return copied;
    } catch (IOException e) {
      throw new UncheckedIOException("restore of " + backup + ": " + e.getMessage(), e);
    }
  }

  private static void refuseFull(Path directory, String what) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new IllegalArgumentException(
            what + " " + directory + ": not empty (expected: a new or empty directory)");
      }
    }
  }

  /// The log that was written while the files were copied, which brings them together.
  private static void copyLog(Path from, Path to, String first, String last, Copy copy)
      throws IOException {
    List<Path> segments = new ArrayList<>();
    try (var files = Files.list(from)) {
      files
          .filter(
              it -> {
                var name = it.getFileName().toString();
                return name.length() == first.length()
                    && name.compareTo(first) >= 0
                    && name.compareTo(last) <= 0;
              })
          .forEach(segments::add);
    }
    for (var segment : segments) {
      copy.file(segment, to.resolve(segment.getFileName()));
    }
  }

  private static void writeManifest(Path file, Copied copied) throws IOException {
    var text = "at=%s\nfiles=%s\nbytes=%s\n".formatted(copied.at(), copied.files(), copied.bytes());
    Files.writeString(file, text);
  }

  private static Copied readManifest(Path backup) throws IOException {
    var file = backup.resolve(MANIFEST);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "backup " + backup + ": no " + MANIFEST + " (expected: a whole one of ./batua backup)");
    }
    var known = new Properties();
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      known.load(in);
    }
    return new Copied(
        Instant.parse(known.getProperty("at")),
        Long.parseLong(known.getProperty("files")),
        Long.parseLong(known.getProperty("bytes")));
  }

  private static String one(Connection connection, String query) throws SQLException {
    return row(connection, query).getFirst();
  }

  private static List<String> row(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        var text = rows.getString(i);
        columns.add(text == null ? "" : text);
      }
      return columns;
    }
  }

  /// Copies a tree, each file to the disk. A file may vanish meanwhile: the log has it.
  private static final class Copy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Set<String> emptied;
    private long files;
    private long bytes;

    Copy(Path from, Path to, Set<String> emptied) {
      this.from = from;
      this.to = to;
      this.emptied = emptied;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      var within = from.relativize(directory);
      if (within.getNameCount() > 1 && emptied.contains(within.getName(0).toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      var there = to.resolve(within.toString());
      Files.createDirectories(there);
      Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var within = from.relativize(file);
      boolean isLeftOut =
          emptied.contains(within.getName(0).toString())
              || LEFT_OUT.contains(within.toString())
              || file.getFileName().toString().startsWith("pgsql_tmp");
      if (!isLeftOut) {
        file(file, to.resolve(within.toString()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    void file(Path source, Path target) throws IOException {
      try (var in = FileChannel.open(source, StandardOpenOption.READ);
          var out =
              FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        long size = in.size();
        long done = 0;
        while (done < size) {
          long moved = in.transferTo(done, size - done, out);
          if (moved == 0) {
            break;
          }
          done += moved;
        }
        out.force(true);
        files++;
        bytes += done;
      } catch (NoSuchFileException e) {
        if (!e.getFile().equals(source.toString())) {
          throw e;
        }
      }
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }
}
