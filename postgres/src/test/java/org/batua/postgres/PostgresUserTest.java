package org.batua.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class PostgresUserTest {
  /// Unpacked once for the tests of all modules.
  private static final Path BINARIES =
      Path.of("../target/postgres-binaries").toAbsolutePath().normalize();

  private final Path directory =
      Path.of("target/postgres-user-" + ProcessHandle.current().pid()).toAbsolutePath();

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @AfterEach
  void remove() throws IOException {
    PostgresPrograms.deleteTree(directory);
  }

  @Test
  void whoever_is_not_root_runs_it_and_closes_the_directory() throws IOException {
    var programs = PostgresPrograms.unpackedIn(BINARIES);
    assertThat(PostgresUser.of(directory, programs, 1000))
        .isEqualTo(new PostgresUser(List.of(), List.of(), Optional.empty()));
    assertThat(permissions()).isEqualTo("rwxr-x---");
  }

  @Test
  @EnabledIf("isRoot")
  void root_hands_it_to_a_user_of_its_own_that_may_only_pass_through() throws IOException {
    var owner = user(directory).owner().orElseThrow();
    assertThat(owner.uid()).isNotZero();
    assertThat(user(directory).owner()).contains(owner);
    assertThat(permissions()).isEqualTo("rwxr-x--x");
  }

  @Test
  @EnabledIf("isRoot")
  void the_owner_of_the_data_directory_comes_first() throws IOException {
    FilePermissions.give(directory, 61_001, 61_002);
    var chosen = user(directory);
    assertThat(chosen.owner()).contains(new PostgresUser.Owner(61_001, 61_002));
    assertThat(chosen.serverPrefix())
        .containsExactly("setpriv", "--reuid=61001", "--regid=61002", "--clear-groups", "--");
  }

  @Test
  @EnabledIf("isRoot")
  void where_no_other_user_gets_to_root_runs_it_without_its_rights() throws IOException {
    var inner = Files.createDirectories(directory.resolve("data"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertThat(user(inner).serverPrefix()).startsWith("unshare");
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private static PostgresUser user(Path directory) throws IOException {
    return PostgresUser.of(directory, PostgresPrograms.unpackedIn(BINARIES));
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
  }
}
