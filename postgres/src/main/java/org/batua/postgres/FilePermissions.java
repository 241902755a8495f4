package org.batua.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Permissions of our files; does nothing on a file system without POSIX permissions.
public final class FilePermissions {
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private FilePermissions() {}

  /// Takes the right to write from group and others: who may write a directory may replace what is
  /// in it.
  static void onlyOwnerWrites(Path path) throws IOException {
    var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
    if (permissions.removeAll(OTHERS_WRITE)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /// Takes every right from others, but that of passing through where `passers` need it.
  static void closeToOthers(Path directory, Passers passers) throws IOException {
    var before = Files.getPosixFilePermissions(directory);
    var after = EnumSet.copyOf(before);
    after.removeAll(OTHERS_WRITE);
    after.remove(PosixFilePermission.OTHERS_READ);
    if (passers == Passers.NEEDED) {
      after.add(PosixFilePermission.OTHERS_EXECUTE);
    } else {
      after.remove(PosixFilePermission.OTHERS_EXECUTE);
    }
    if (!after.equals(before)) {
      Files.setPosixFilePermissions(directory, after);
    }
  }

  /// Whether another user has to reach something below a directory.
  enum Passers {
    NONE,
    NEEDED
  }

  /// An empty file that only its owner may read.
  public static void createPrivate(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /// Hands a file over to another user; the link itself where it is one.
  public static void give(Path path, int uid, int gid) throws IOException {
    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
  }

  /// The number of the owner.
  public static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  static int gid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
  }
}
