package org.batua.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The bundled programs of PostgreSQL, unpacked where only their owner can replace them.
public record PostgresPrograms(Path directory) {
  private static final int NAME_CHARS = 16;
  private static final int OWNER_MAY_EXECUTE = 0b001_000_000;

  /// Unpacks the programs of this version, once; several processes may try at the same time.
  ///
  /// @param parent all versions are beside each other in it
  public static PostgresPrograms unpackedIn(Path parent) throws IOException {
    Files.createDirectories(parent);
    var real = parent.toRealPath();
    FilePermissions.onlyOwnerWrites(real);
    var archive = archive();
    var directory = real.resolve("postgresql-" + nameOf(archive));
    if (!Files.isDirectory(directory)) {
      unpack(archive, directory);
    }
    FilePermissions.onlyOwnerWrites(directory);
    FilePermissions.onlyOwnerWrites(directory.resolve("bin"));
    return new PostgresPrograms(directory);
  }

  /// Where one of them is.
  public String path(String program) {
    return directory.resolve("bin").resolve(program).toString();
  }

  private static byte[] archive() throws IOException {
    var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    try (var in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"))) {
      if (in == null) {
        throw new IOException(
            "no PostgreSQL is bundled for "
                + system
                + ", "
                + System.getProperty("os.arch")
                + " (expected: set database.url to one of yours)");
      }
      return in.readAllBytes();
    }
  }

  private static String nameOf(byte[] archive) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(hash).substring(0, NAME_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Under another name first: a directory of the right name is complete.
  private static void unpack(byte[] archive, Path directory) throws IOException {
    var next = Files.createTempDirectory(directory.getParent(), "unpacking-");
    try {
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (var tar =
          new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(tar, entry, next);
        }
      }
      Files.move(next, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      deleteTree(next);
      // else another process was faster
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    var target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("archive entry " + entry.getName() + ": outside of its directory");
    }
    if (entry.isDirectory()) {
      makeDirectory(target);
      return;
    }
    makeDirectory(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean isProgram = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void makeDirectory(@Nullable Path directory) throws IOException {
    if (directory != null && !Files.isDirectory(directory)) {
      makeDirectory(directory.getParent());
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /// Removes a directory with all that is in it.
  public static void deleteTree(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
