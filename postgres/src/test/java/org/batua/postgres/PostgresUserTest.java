package org.batua.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class PostgresUserTest {
  /// Unpacked once for the tests of all modules.
  private static final Path BINARIES =
      Path.of("../target/postgres-binaries").toAbsolutePath().normalize();

  private static final long ROOT = 0;

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
    assertThat(PostgresUser.of(directory, 1000, PostgresUserTest::anybody))
        .isEqualTo(new PostgresUser(List.of(), List.of(), Optional.empty()));
    assertThat(permissions()).isEqualTo("rwxr-x---");
  }

  @Test
  void root_hands_it_to_a_user_of_its_own_that_may_only_pass_through() throws IOException {
    var owner = PostgresUser.of(directory, ROOT, PostgresUserTest::anybody).owner().orElseThrow();
    assertThat(owner.uid()).isNotZero();
    assertThat(PostgresUser.of(directory, ROOT, PostgresUserTest::anybody).owner()).contains(owner);
    assertThat(permissions()).isEqualTo("rwxr-x--x");
  }

  @Test
  void the_owner_of_the_data_directory_comes_first() throws IOException {
    if (isRoot()) {
      FilePermissions.give(directory, 61_001, 61_002);
    }
    int uid = FilePermissions.uid(directory);
    int gid = FilePermissions.gid(directory);
    var chosen = PostgresUser.of(directory, ROOT, PostgresUserTest::anybody);
    assertThat(chosen.owner()).contains(new PostgresUser.Owner(uid, gid));
    assertThat(chosen.serverPrefix())
        .containsExactly("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--");
  }

  @Test
  void where_no_other_user_gets_to_root_runs_it_without_its_rights() throws IOException {
    var chosen = PostgresUser.of(directory, ROOT, prefix -> prefix.getFirst().equals("unshare"));
    assertThat(chosen.serverPrefix()).startsWith("unshare");
    assertThat(chosen.owner()).contains(new PostgresUser.Owner(0, 0));
  }

  @Test
  void where_nobody_gets_to_the_reason_is_told() {
    assertThatThrownBy(() -> PostgresUser.of(directory, ROOT, PostgresUserTest::nobody))
        .hasMessageContaining("root cannot run it, and no other user can");
  }

  /// On the machine as it is: as root another user, else the one of this process.
  @Test
  void the_chosen_user_runs_its_programs() throws Exception {
    var programs = PostgresPrograms.unpackedIn(BINARIES);
    List<String> command = new ArrayList<>(PostgresUser.of(directory, programs).serverPrefix());
    command.addAll(List.of(programs.path("postgres"), "--version"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).startsWith("postgres (PostgreSQL)");
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == ROOT;
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
  }

  private static boolean anybody(List<String> prefix) {
    return !prefix.isEmpty();
  }

  private static boolean nobody(List<String> prefix) {
    return prefix.isEmpty();
  }
}
