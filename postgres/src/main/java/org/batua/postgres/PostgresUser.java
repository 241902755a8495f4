package org.batua.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.batua.postgres.FilePermissions.Passers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The user of the operating system that PostgreSQL runs as: never root where another can be had.
///
/// @param serverPrefix words before the command of the server
/// @param toolPrefix words before programs that insist on a user with a name
/// @param owner of its files; empty for the user of this process
public record PostgresUser(
    List<String> serverPrefix, List<String> toolPrefix, Optional<Owner> owner) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresUser.class);
  private static final int ROOT = 0;
  private static final int LOOK_SECONDS = 10;

  /// A user made for it, if there is one.
  private static final String OWN_NAME = "batua";

  /// The user that services without one of their own share: the last resort.
  private static final String SHARED_NAME = "nobody";

  /// Numbers without a name, the range that systemd gives to dynamic users: no other process has
  /// the one that belongs to a data directory.
  private static final int NAMELESS_MIN = 61_184;

  private static final int NAMELESS_COUNT = 4336;

  /// In a user namespace of its own a process takes itself for `nobody`, which has a name.
  private static final List<String> NAMESPACE = List.of("unshare", "-U", "--");

  /// A user and its group.
  public record Owner(int uid, int gid) {
    private List<String> prefix() {
      return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--");
    }
  }

  /// This process's user, unless that is root: then the owner of the data directory, or else a user
  /// without privileges that can run the programs and reach the data. Closes the data directory to
  /// everybody who need not pass through it.
  public static PostgresUser of(Path dataDirectory, PostgresPrograms programs) throws IOException {
    return of(
        dataDirectory,
        new UnixSystem().getUid(),
        prefix -> mayReach(prefix, dataDirectory, programs));
  }

  /// @param uid of this process
  /// @param mayReach whether who runs commands with these words before them can start PostgreSQL
  static PostgresUser of(Path dataDirectory, long uid, Predicate<List<String>> mayReach)
      throws IOException {
    if (uid != ROOT) {
      FilePermissions.closeToOthers(dataDirectory, Passers.NONE);
      return new PostgresUser(List.of(), List.of(), Optional.empty());
    }
    FilePermissions.closeToOthers(dataDirectory, Passers.NEEDED);
    var named = named();
    for (var candidate : candidates(dataDirectory, named)) {
      List<String> tools = new ArrayList<>(candidate.prefix());
      if (!named.containsValue(candidate)) {
        tools.addAll(NAMESPACE);
      }
      if (mayReach.test(tools)) {
        return new PostgresUser(candidate.prefix(), List.copyOf(tools), Optional.of(candidate));
      }
    }
    return inNamespace(dataDirectory, mayReach);
  }

  /// PostgreSQL refuses to run as root, but does not notice it in a user namespace.
  private static PostgresUser inNamespace(Path dataDirectory, Predicate<List<String>> mayReach)
      throws IOException {
    if (mayReach.test(NAMESPACE)) {
      LOG.warn(
          "PostgreSQL runs as root, in a user namespace, because no other user may reach {}"
              + " (expected: a data directory below ones that others may pass through)",
          dataDirectory);
      return new PostgresUser(NAMESPACE, NAMESPACE, Optional.of(new Owner(ROOT, ROOT)));
    }
    throw new IOException(
        "root cannot run it, and no other user can (expected: Batua started by another user, or"
            + " setpriv installed and a data directory that others may pass through)");
  }

  private static List<Owner> candidates(Path dataDirectory, Map<String, Owner> named)
      throws IOException {
    List<Owner> found = new ArrayList<>();
    int uid = FilePermissions.uid(dataDirectory);
    if (uid != ROOT) {
      found.add(new Owner(uid, FilePermissions.gid(dataDirectory)));
    }
    Optional.ofNullable(named.get(OWN_NAME)).ifPresent(found::add);
    int nameless =
        NAMELESS_MIN + Math.floorMod(dataDirectory.toString().hashCode(), NAMELESS_COUNT);
    found.add(new Owner(nameless, nameless));
    Optional.ofNullable(named.get(SHARED_NAME)).ifPresent(found::add);
    return found;
  }

  /// The users of this machine but root.
  private static Map<String, Owner> named() throws IOException {
    Map<String, Owner> found = new HashMap<>();
    var file = Path.of("/etc/passwd");
    if (Files.isReadable(file)) {
      for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        var fields = line.split(":", -1);
        if (fields.length > 3 && !fields[2].equals("0")) {
          found.put(fields[0], new Owner(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
        }
      }
    }
    return found;
  }

  private static boolean mayReach(
      List<String> prefix, Path dataDirectory, PostgresPrograms programs) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("sh", "-c", "test -x \"$0\" && test -x \"$1\""));
    command.add(programs.path("postgres"));
    command.add(dataDirectory.toString());
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Makes the user the owner of a file or directory, and of all that is in it.
  void own(Path path) throws IOException {
    if (owner.isEmpty() || FilePermissions.uid(path) == owner.get().uid()) {
      return;
    }
    try (var files = Files.walk(path)) {
      // the directory itself last: a process that was killed meanwhile leaves it to the next
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        FilePermissions.give(file, owner.get().uid(), owner.get().gid());
      }
    }
  }
}
